import { removing } from '../fixes/removal.ts';
import type { Body } from '../model/body.ts';
import type { Refusals } from './refusals.ts';

/** Actions that write a label, and so need its name. */
const WRITING: ReadonlySet<string> = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);
/** What a label may be made of, where it is made of captures. */
const TEMPLATE = /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/;

/** A relabel rule: what each action needs, and what it has no use for (`common/relabel/relabel.go`). */
function rule(body: Body, refuse: Refusals): void {
  const action = body.text('action');
  const target = body.text('target_label');
  if (action === undefined) return;
  const unused = (names: readonly string[], what: string): void => {
    const name = names.find((each) => differs(body, each));
    const attribute = name === undefined ? undefined : body.attribute(name);
    if (name === undefined || !attribute) return;
    const fixes = [removing(body.source, attribute, `"${name}"`)];
    refuse.relation(body, name, `the action "${action}" takes only ${what}: "${name}" has no meaning for it`, { fixes });
  };
  if (action === '') refuse.required(body, 'action');
  else if (action === 'hashmod' && body.number('modulus') === 0)
    refuse.report('value/required', body, 'modulus', {
      name: '"modulus"',
      block: body.name,
      reason: 'that is not 0 for the action "hashmod"',
    });
  else if (WRITING.has(action) && target === '')
    refuse.report('value/required', body, 'target_label', {
      name: '"target_label"',
      block: body.name,
      reason: `for the action "${action}"`,
    });
  else if (action === 'replace' && target?.includes('$') && !fitsTemplate(target))
    refuse.format(body, 'target_label', 'is no name of a label, nor one made of captures such as "$1"');
  else if (WRITING.has(action) && action !== 'replace' && action !== 'hashmod' && differs(body, 'replacement'))
    refuse.relation(body, 'replacement', `the action "${action}" has no use for "replacement"`);
  else if (action === 'labelmap' && !fitsTemplate(body.text('replacement')))
    refuse.format(body, 'replacement', 'is no name of a label, nor one made of captures such as "$1"');
  else if (action === 'labeldrop' || action === 'labelkeep')
    unused(['source_labels', 'target_label', 'modulus', 'separator', 'replacement'], '"regex"');
  else if (action === 'keepequal' || action === 'dropequal')
    unused(['regex', 'modulus', 'separator', 'replacement'], '"source_labels" and "target_label"');
}

const DEFAULTS: Readonly<Record<string, string>> = { target_label: '', modulus: '0', separator: ';', replacement: '$1', regex: '(.*)' };

/** Whether an attribute certainly has another value than its default. */
function differs(body: Body, name: string): boolean {
  if (!body.has(name)) return false;
  if (name === 'source_labels') return body.value(name).type === 'array';
  const text = body.text(name);
  return text !== undefined && text !== DEFAULTS[name];
}

function fitsTemplate(text: string | undefined): boolean {
  // The pattern takes exponential time on what almost fits it.
  return text === undefined || text.length > 64 || TEMPLATE.test(text);
}

export const relabelChecks = { schemas: { 'common/relabel.Config': rule } };
