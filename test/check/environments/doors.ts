export { doors as default } from '../../environments/doors';
