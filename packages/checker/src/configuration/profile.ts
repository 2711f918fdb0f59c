/** How Alloy is run: `host` is a service of a machine (systemd, Windows), the others are workloads of Kubernetes. */
export const KINDS = ['daemonset', 'statefulset', 'deployment', 'host'] as const;

/**
 * How the Alloy that loads a program is deployed, as far as somebody said so. What is not said is absent, and rules that need it are quiet.
 */
export interface Profile {
  readonly kind?: (typeof KINDS)[number];
  /** How many instances run: at least 1. Of a daemonset and a host there is one for each machine, whatever this says. */
  readonly replicas?: number;
  /** `--cluster.enabled` */
  readonly clustering?: boolean;
}
