import type { Diagnostic } from '@assay/checker';
import { xmlAttributes as attributes, joined, type Xml, xml, xmlText } from '../harmless.ts';
import { locate } from './location.ts';
import { byFile, fullText, type Report, type Reporter, sourceOf } from './reporter.ts';

/**
 * The XML of JUnit, as test reports of CI services are read: each file is a suite, each finding a test case.
 *
 * A finding fails where it fails the run (`--fail-on`); one that does not is a test that passed and has something to say.
 */
export const junit: Reporter = (report) => {
  const suites = [...byFile(report)].map(([file, found]) => suite(report, file, found));
  const lost = report.faults.map((fault) => [
    xml`    <testcase${attributes({ classname: 'assay', name: 'check' })}>`,
    xml`      <error${attributes({ message: fault })}/>`,
    xml`    </testcase>`,
  ]);
  if (lost.length > 0) suites.push({ failures: 0, errors: lost.length, name: 'not checked', cases: lost });
  const sum = (part: (suite: Suite) => number): number => suites.reduce((total, each) => total + part(each), 0);
  const counts = {
    tests: sum(({ cases }) => cases.length),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
  };
  const rows = [
    xml`<?xml version="1.0" encoding="UTF-8"?>`,
    xml`<testsuites${attributes({ name: 'assay check', ...counts })}>`,
    ...suites.flatMap(({ name, failures, errors, cases }) => [
      xml`  <testsuite${attributes({ name, tests: cases.length, failures, errors })}>`,
      ...cases.flat(),
      xml`  </testsuite>`,
    ]),
    xml`</testsuites>`,
    xml``,
  ];
  return joined(rows, xml`\n`);
};

interface Suite {
  readonly name: string;
  readonly failures: number;
  readonly errors: number;
  /** The lines of each. */
  readonly cases: readonly (readonly Xml[])[];
}

function suite(report: Report, file: string, found: readonly Diagnostic[]): Suite {
  const failures = found.filter(report.fails).length;
  const clean = [xml`    <testcase${attributes({ classname: file, name: 'nothing found' })}/>`];
  return { name: file, failures, errors: 0, cases: found.length === 0 ? [clean] : found.map((each) => testcase(report, each)) };
}

function testcase(report: Report, diagnostic: Diagnostic): Xml[] {
  const { file, code, severity, message } = diagnostic;
  const { line, column } = locate(sourceOf(report, file), diagnostic);
  const text = xmlText(`${file}:${line}:${column}: ${severity}[${code}] ${fullText(diagnostic)}`);
  return [
    xml`    <testcase${attributes({ classname: file, name: `${code} (line ${line}, column ${column})` })}>`,
    report.fails(diagnostic)
      ? xml`      <failure${attributes({ type: severity, message })}>${text}</failure>`
      : xml`      <system-out>${text}</system-out>`,
    xml`    </testcase>`,
  ];
}
