import { Option } from 'commander';
import { formats } from './print';

export const exitCodes = { problems: 1, usage: 2, internal: 70 };

export const environmentArgument = '[environment]';
export const environmentDescription = 'name of a built-in environment, or a file (.ts, .js, .yaml, .json); all built-in ones if left out';

export const formatOption = () => new Option('--output <format>', 'how to print').choices(formats).default('table');

export const argoCdOption = () => new Option('--argocd', 'annotate the objects for Argo CD: a sync wave per layer, a namespace that stays');
