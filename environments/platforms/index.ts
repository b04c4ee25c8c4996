import type { Environment } from '../schema/environment';
import { aks } from './aks';
import { openshift } from './openshift';
import type { Platform } from './platform';
import { vanilla } from './vanilla';

const platforms: Readonly<Record<Environment['platform']['kind'], Platform>> = { kubernetes: vanilla, aks, openshift };

/** The platform that `environment` names. */
export function platformOf({ platform }: Pick<Environment, 'platform'>): Platform {
  return platforms[platform.kind];
}
