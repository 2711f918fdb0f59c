// Made by scripts/rules.ts of the folders beside it. Do not edit.
import { rule as clusterExporter } from './cluster/exporter/rule.ts';
import { rule as clusterPerNodeLabel } from './cluster/per-node-label/rule.ts';
import { rule as clusterUnclusteredScrape } from './cluster/unclustered-scrape/rule.ts';
import { rule as deprecatedArgument } from './deprecated/argument/rule.ts';
import { rule as exporterUnixRootfs } from './exporter/unix-rootfs/rule.ts';
import { rule as exporterWindowsBlockOff } from './exporter/windows-block-off/rule.ts';
import { rule as expressionDeadCoalesce } from './expression/dead-coalesce/rule.ts';
import { rule as expressionEnvMayBeEmpty } from './expression/env-may-be-empty/rule.ts';
import { rule as foreachIllegalBlock } from './foreach/illegal-block/rule.ts';
import { rule as graphDeadSink } from './graph/dead-sink/rule.ts';
import { rule as graphDoubleDelivery } from './graph/double-delivery/rule.ts';
import { rule as graphMissingSink } from './graph/missing-sink/rule.ts';
import { rule as graphOutsideLoop } from './graph/outside-loop/rule.ts';
import { rule as graphSignalMismatch } from './graph/signal-mismatch/rule.ts';
import { rule as graphUnusedComponent } from './graph/unused-component/rule.ts';
import { rule as graphUnusedSource } from './graph/unused-source/rule.ts';
import { rule as kubernetesHostnameIsNotNode } from './kubernetes/hostname-is-not-node/rule.ts';
import { rule as kubernetesNodeSelector } from './kubernetes/node-selector/rule.ts';
import { rule as kubernetesUnclusteredSource } from './kubernetes/unclustered-source/rule.ts';
import { rule as lokiGlobWithoutMatch } from './loki/glob-without-match/rule.ts';
import { rule as lokiHighCardinalityLabel } from './loki/high-cardinality-label/rule.ts';
import { rule as lokiSelfLoop } from './loki/self-loop/rule.ts';
import { rule as lokiTooManyLabels } from './loki/too-many-labels/rule.ts';
import { rule as moduleShadowedNamespace } from './module/shadowed-namespace/rule.ts';
import { rule as moduleUnusedArgument } from './module/unused-argument/rule.ts';
import { rule as moduleUnusedDeclare } from './module/unused-declare/rule.ts';
import { rule as otelBatchBeforeDrop } from './otel/batch-before-drop/rule.ts';
import { rule as otelK8sattributesAfterBatch } from './otel/k8sattributes-after-batch/rule.ts';
import { rule as otelNoMemoryLimiter } from './otel/no-memory-limiter/rule.ts';
import { rule as otelPlaintextTls } from './otel/plaintext-tls/rule.ts';
import { rule as otelProtocolPort } from './otel/protocol-port/rule.ts';
import { rule as otelSignalPath } from './otel/signal-path/rule.ts';
import { rule as otelSpanmetricsInstances } from './otel/spanmetrics-instances/rule.ts';
import { rule as otelUnknownPolicy } from './otel/unknown-policy/rule.ts';
import { rule as otelUnreadableCondition } from './otel/unreadable-condition/rule.ts';
import { rule as otelUnroutedTailSampling } from './otel/unrouted-tail-sampling/rule.ts';
import { rule as relabelAnchored } from './relabel/anchored/rule.ts';
import { rule as relabelContradiction } from './relabel/contradiction/rule.ts';
import { rule as relabelDropsEverything } from './relabel/drops-everything/rule.ts';
import { rule as relabelMetaLabel } from './relabel/meta-label/rule.ts';
import { rule as relabelMissingGroup } from './relabel/missing-group/rule.ts';
import { rule as remotecfgStaticUrl } from './remotecfg/static-url/rule.ts';
import { rule as scrapeAddressWithScheme } from './scrape/address-with-scheme/rule.ts';
import { rule as scrapeDuplicateTargets } from './scrape/duplicate-targets/rule.ts';
import { rule as scrapeInternalPath } from './scrape/internal-path/rule.ts';
import { rule as secretNonsensitive } from './secret/nonsensitive/rule.ts';
import { rule as secretPlaintext } from './secret/plaintext/rule.ts';
import { rule as secretPrinted } from './secret/printed/rule.ts';
import { rule as secretStringMix } from './secret/string-mix/rule.ts';
import { rule as securityOpenBind } from './security/open-bind/rule.ts';
import { rule as securityTlsSkipVerify } from './security/tls-skip-verify/rule.ts';
import { rule as stageDropsEverything } from './stage/drops-everything/rule.ts';
import { rule as stageExtractedUnused } from './stage/extracted-unused/rule.ts';
import { rule as stageLabelUndefined } from './stage/label-undefined/rule.ts';
import { rule as stageRegexWithoutNames } from './stage/regex-without-names/rule.ts';
import { rule as stageTemplateInLabels } from './stage/template-in-labels/rule.ts';
import { rule as stageTimestampFormat } from './stage/timestamp-format/rule.ts';
import { rule as stringBackspace } from './string/backspace/rule.ts';
import { rule as stringShellVariable } from './string/shell-variable/rule.ts';
import { rule as stringWindowsPath } from './string/windows-path/rule.ts';
import { rule as writeUrlWithoutPath } from './write/url-without-path/rule.ts';
import { rule as writeUrlWithoutScheme } from './write/url-without-scheme/rule.ts';
import type { Rule } from './rule.ts';

/** All rules, by code. */
export const rules: readonly Rule[] = [
  clusterExporter,
  clusterPerNodeLabel,
  clusterUnclusteredScrape,
  deprecatedArgument,
  exporterUnixRootfs,
  exporterWindowsBlockOff,
  expressionDeadCoalesce,
  expressionEnvMayBeEmpty,
  foreachIllegalBlock,
  graphDeadSink,
  graphDoubleDelivery,
  graphMissingSink,
  graphOutsideLoop,
  graphSignalMismatch,
  graphUnusedComponent,
  graphUnusedSource,
  kubernetesHostnameIsNotNode,
  kubernetesNodeSelector,
  kubernetesUnclusteredSource,
  lokiGlobWithoutMatch,
  lokiHighCardinalityLabel,
  lokiSelfLoop,
  lokiTooManyLabels,
  moduleShadowedNamespace,
  moduleUnusedArgument,
  moduleUnusedDeclare,
  otelBatchBeforeDrop,
  otelK8sattributesAfterBatch,
  otelNoMemoryLimiter,
  otelPlaintextTls,
  otelProtocolPort,
  otelSignalPath,
  otelSpanmetricsInstances,
  otelUnknownPolicy,
  otelUnreadableCondition,
  otelUnroutedTailSampling,
  relabelAnchored,
  relabelContradiction,
  relabelDropsEverything,
  relabelMetaLabel,
  relabelMissingGroup,
  remotecfgStaticUrl,
  scrapeAddressWithScheme,
  scrapeDuplicateTargets,
  scrapeInternalPath,
  secretNonsensitive,
  secretPlaintext,
  secretPrinted,
  secretStringMix,
  securityOpenBind,
  securityTlsSkipVerify,
  stageDropsEverything,
  stageExtractedUnused,
  stageLabelUndefined,
  stageRegexWithoutNames,
  stageTemplateInLabels,
  stageTimestampFormat,
  stringBackspace,
  stringShellVariable,
  stringWindowsPath,
  writeUrlWithoutPath,
  writeUrlWithoutScheme,
];
