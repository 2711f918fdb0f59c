import { allCodes, explainCode } from '@assay/checker';

/** The bad example of the page of each code, `n` times under other labels, so that each check and each rule has something to do. */
export function examples(): ReadonlyMap<string, (n: number) => string> {
  const made = new Map<string, (n: number) => string>();
  for (const code of allCodes()) {
    const text = badExample(code);
    if (text !== undefined) made.set(code, (n) => Array.from({ length: n }, (_, i) => renamed(text, i)).join('\n\n'));
  }
  return made;
}

/** The text with other labels at its outermost blocks, and what refers to them. There is one `logging` only. */
function renamed(text: string, number: number): string {
  let result = number === 0 ? text : text.replace(/^logging \{\n[\s\S]*?^\}\n*/gm, '');
  for (const [, name, label] of text.matchAll(/^([a-z][\w.]*) "(\w+)" \{/gm)) {
    const isNamespace = name === 'declare' || name?.startsWith('import.');
    const uses = isNamespace ? `(?<![\\w.$"])${label}(?=[. ])` : `(?<=\\w\\.)${label}(?!\\w)`;
    result = result.replace(new RegExp(uses, 'g'), `${label}_${number}`).replaceAll(`"${label}" {`, `"${label}_${number}" {`);
  }
  return result;
}

function badExample(code: string): string | undefined {
  const page = explainCode(code)?.text ?? '';
  const section = page.slice(page.indexOf('## Bad'));
  return /```alloy\n([\s\S]*?)\n```/.exec(section)?.[1];
}

/** The deployment that the page of a code supposes, as `assay.json` has it. */
export function supposed(code: string): object {
  const json = /With the deployment profile `(\{.*\})`:/.exec(explainCode(code)?.text ?? '')?.[1];
  return json === undefined ? {} : (JSON.parse(json) as object);
}
