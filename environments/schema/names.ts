import * as z from 'zod';
import { matching } from './quantities';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const dnsLabel = matching<string>(
  /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'at most 63 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash',
);

/** Short enough that every name derived from it stays a DNS label. */
export const clusterName = matching<string>(
  /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/,
  'at most 40 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash',
);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const dnsSubdomain = matching<string>(
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  'a DNS name of at most 253 lower-case letters, digits, dashes and dots',
);

/** A host name that is good everywhere, for DNS records, certificates and Kerberos. */
export const fullyQualified = matching<string>(
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'a host name with its domain, such as gateway.bdc.example.com',
);

/** An address that begins with `https://`. */
export const httpsUrl = matching<`https://${string}`>(
  /^https:\/\/([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?(\/[\w.~%/-]*)?$/,
  'an address such as https://mlflow.example.com or https://s3.example.com:9000',
);

/** An address of the Internet Protocol. */
export const ipAddress = matching<string>(
  new RegExp(`${z.regexes.ipv4.source}|${z.regexes.ipv6.source}`),
  'an IP address, such as 10.0.0.53 or 2001:db8::53',
);

/** A range of addresses. */
export const cidr = matching<string>(
  new RegExp(`${z.regexes.cidrv4.source}|${z.regexes.cidrv6.source}`),
  'a range of addresses, such as 10.0.0.0/8 or 2001:db8::/32',
);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelKey = matching<string>(
  /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  'a label key such as disktype or example.com/disktype',
);

export const labelValue = matching<string>(
  /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/,
  'at most 63 letters, digits, dashes, dots and underscores, beginning and ending with a letter or digit',
);
