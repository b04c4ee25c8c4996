import * as z from 'zod';
import { cidr, fullyQualified } from './names';

/** How an endpoint can be reached. */
export const serviceTypes = ['NodePort', 'LoadBalancer', 'ClusterIP', 'Route'] as const;

export type ServiceType = (typeof serviceTypes)[number];

/** A door of the cluster, for callers outside of it. */
const endpoint = z.strictObject({
  /**
   * How callers come in: by a port of every node, by a load balancer, from inside the Kubernetes cluster alone, or by a Route.
   *
   * A Route is for HTTPS on OpenShift: its routers pass the encrypted connection on, by the host name that the caller asks for.
   *
   * @default - `platform.exposure`
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
   */
  serviceType: z.enum(serviceTypes).optional(),

  /**
   * Port that callers use; as the port of nodes it is from 30000 to 32767. A Route always has 443.
   *
   * @default - the endpoint's own, the same as in SQL Server Big Data Clusters
   */
  port: z.int().min(1, 'at least 1').max(65535, 'at most 65535').optional(),

  /**
   * Name that callers use, with its domain; whoever runs the domain makes the record.
   *
   * @default - a node, the load balancer's address, or the name that OpenShift gives a Route
   */
  dnsName: fullyQualified.optional(),

  /**
   * Whether a load balancer has an address of the private network alone.
   *
   * Kubernetes itself has no word for it, so it is for platforms that do.
   *
   * @default false
   */
  internal: z.boolean().default(false),

  /**
   * Addresses that may call, such as `10.0.0.0/8`.
   *
   * Callers then have to come with their own address: a node or load balancer sends them only to pods of the same node, so with
   * `NodePort` they call the nodes that have such a pod.
   *
   * @default - all
   * @see https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip
   */
  sourceRanges: z.array(cidr).default([]),
});

/** Doors of the cluster; one is there if the part that it leads to is there. */
export const endpoints = z.strictObject({
  /** The controller's API. */
  controller: endpoint.prefault({}),

  /** Dashboards, metrics and logs. */
  mgmtproxy: endpoint.prefault({}),

  /** HDFS files and Spark by REST. */
  gateway: endpoint.prefault({}),

  /** Applications that were deployed. */
  'app-proxy': endpoint.prefault({}),

  /** The SQL Server master: the instance that accepts writes. */
  'sql-server-master': endpoint.prefault({}),

  /** The readable secondaries of the SQL Server master. */
  'sql-server-master-readonly': endpoint.prefault({}),
});

export type EndpointName = keyof typeof endpoints.shape;
