import * as z from 'zod';
import { dnsSubdomain, fullyQualified, ipAddress } from './names';
import { matching } from './quantities';

const realmName = matching<string>(/^[A-Z0-9]([A-Z0-9.-]{0,252}[A-Z0-9])?$/, 'a realm in capitals, such as CONTOSO.LOCAL');

const group = matching<string>(
  /^[^\\/[\]:;|=,+*?<>"@\s][^\\/[\]:;|=,+*?<>"@\r\n]{0,62}[^\\/[\]:;|=,+*?<>"@\s]$|^[^\\/[\]:;|=,+*?<>"@\s]$/,
  'the name of a group without its domain',
);

/** The realm of Kerberos that the cluster belongs to. */
export const realm = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      /** A realm of the cluster's own, kept by the resource `kdc`. */
      kind: z.literal('internal'),

      /**
       * Name of the realm.
       *
       * @default BDC.INTERNAL
       */
      name: realmName.default('BDC.INTERNAL'),
    }),

    z.strictObject({
      /** A domain of Active Directory; the fields have the names of SQL Server Big Data Clusters. */
      kind: z.literal('activeDirectory'),

      /** Organizational unit that all accounts are made in, such as `OU=bdc,DC=contoso,DC=local`. */
      ouDistinguishedName: z.string(),

      /** Addresses of the domain's DNS servers. */
      dnsIpAddresses: z.array(ipAddress),

      /** Host names of the domain controllers, the one with the role of the PDC first. */
      domainControllerFullyQualifiedDns: z.array(
        matching<string>(/^([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{1,63}$/, 'a host name with its domain, such as dc1.contoso.local'),
      ),

      /** DNS name of the domain. */
      domainDnsName: fullyQualified,

      /**
       * Name of the realm.
       *
       * @default - `domainDnsName` in capitals
       */
      realm: realmName.optional(),

      /**
       * NetBIOS name of the domain.
       *
       * @default - the first label of `domainDnsName` in capitals
       */
      netbiosDomainName: matching<string>(/^[A-Za-z0-9][A-Za-z0-9-]{0,14}$/, 'at most 15 letters, digits and dashes').optional(),

      /** The group whose members administer the cluster; exactly one, since HDFS has one group of superusers. */
      clusterAdmins: z.array(group),

      /** Groups whose members may use the cluster. */
      clusterUsers: z.array(group),

      /**
       * Groups whose members deploy applications.
       *
       * @default - none
       */
      appOwners: z.array(group).default([]),

      /**
       * Groups whose members call applications.
       *
       * @default - none
       */
      appReaders: z.array(group).default([]),

      /**
       * Domain below the domain that tells this cluster from others.
       *
       * @default - the namespace
       */
      subdomain: dnsSubdomain.optional(),

      /**
       * First part of all account names.
       *
       * @default - the first 12 letters of the subdomain
       */
      accountPrefix: matching<string>(
        /^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/,
        'at most 12 lower-case letters, digits and dashes',
      ).optional(),

      /**
       * Whether names in the domain have the subdomain.
       *
       * @default true
       */
      useSubdomain: z.boolean().default(true),

      /**
       * Whether accounts get keys of AES; those of RC4 are refused by today's domains and programs.
       *
       * @default true
       */
      enableAES: z.boolean().default(true),
    }),
  ],
  { error: 'kind: internal, or kind: activeDirectory with the fields of the domain' },
);
