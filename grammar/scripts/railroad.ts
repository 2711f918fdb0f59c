/** Draws `alloy.ebnf` as railroad diagrams, into one page that needs nothing else: `node grammar/scripts/railroad.ts`. */
import { writeFileSync } from 'node:fs';
import * as railroad from '@prantlf/railroad-diagrams';
import { grammar, grammarText, type Part, type Production } from '../../test/parser/ebnf.ts';

/** Where the page is kept. */
export const pageFile = new URL('../railroad.html', import.meta.url);

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Piece = ConstructorParameters<typeof railroad.Optional>[0];

function draw(part: Part): Piece {
  switch (part.kind) {
    case 'literal':
      return new railroad.Terminal(part.text);
    case 'range':
      return new railroad.Terminal(`${part.from} … ${part.to}`);
    case 'words':
      return new railroad.Comment(part.text);
    case 'name':
      return new railroad.NonTerminal(part.name, { href: `#${part.name}` });
    case 'sequence':
      return new railroad.Sequence(...part.parts.map(draw));
    case 'choice':
      return new railroad.Choice(0, ...part.parts.map(draw));
    case 'optional':
      return new railroad.Optional(draw(part.part));
    case 'repeated':
      return new railroad.ZeroOrMore(draw(part.part));
  }
}

function section(name: string, { part, text, notes }: Production): string {
  const links = notes.map((note) => `<a href="#note-${note}">${note}</a>`).join(', ');
  return `<section id="${name}">
<h3>${name}</h3>
${new railroad.Diagram(draw(part)).toString()}
<p><code>${escapeHtml(`${name} = ${text} .`)}</code></p>${links ? `\n<p>Notes: ${links}</p>` : ''}
</section>`;
}

/** The notes at the end of the grammar, by number. */
function notes(): string[] {
  const from = grammarText.search(/^ 1\. /m);
  return grammarText
    .slice(from, grammarText.lastIndexOf('*)'))
    .split(/^ ?\d+\. /m)
    .slice(1)
    .map((note) => escapeHtml(note.replace(/\s+/g, ' ').trim()).replace(/`([^`]+)`/g, '<code>$1</code>'));
}

/** The whole page. */
export function railroadPage(): string {
  const all = [...grammar];
  const syntax = all.filter(([name]) => /^[A-Z][a-z]/.test(name));
  const lexical = all.filter(([name]) => !/^[A-Z][a-z]/.test(name));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The grammar of Grafana Alloy configuration</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { overflow-x: auto; }
h3 { margin-bottom: 0; }
code { background: #f2f0ec; padding: 0 0.2em; }
${railroad.defaultCSS.trim()}
</style>
</head>
<body>
<h1>The grammar of Grafana Alloy configuration</h1>
<p>Made from <code>alloy.ebnf</code>. Boxes with sharp corners are other productions: follow them. Text without a box is a description.</p>
<h2>Syntax</h2>
${syntax.map(([name, production]) => section(name, production)).join('\n')}
<h2>Tokens</h2>
${lexical.map(([name, production]) => section(name, production)).join('\n')}
<h2>Notes</h2>
<ol>
${notes()
  .map((note, index) => `<li id="note-${index + 1}">${note}</li>`)
  .join('\n')}
</ol>
</body>
</html>
`;
}

if (import.meta.main) writeFileSync(pageFile, railroadPage());
