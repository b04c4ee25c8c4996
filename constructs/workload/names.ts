export { hostOf, podHost, podNames, serviceHost, serviceName } from '../../environments/host-names';
