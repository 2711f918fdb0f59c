import { typeWords } from '@assay/checker';
import type { Position, SignatureHelp } from 'vscode-languageserver';
import { cursorAt, type ValueFrame } from './cursor.ts';
import { functionNamed } from './expected.ts';
import { functionMarkdown, functionSignature } from './markdown.ts';
import { markup } from './markdown-syntax.ts';
import { offsetAt } from './positions.ts';
import type { Site } from './project.ts';

type CallFrame = ValueFrame & { readonly kind: 'call' };

/** The function that is called around a position, and which of its parameters is written there. */
export function signatureHelp({ options, source }: Site, position: Position): SignatureHelp | null {
  const { catalog } = options;
  const { scope } = cursorAt(source, offsetAt(source, position));
  const call = scope.findLast((frame): frame is CallFrame => frame.kind === 'call');
  const definition = call && functionNamed(call.callee, catalog);
  if (!call || !definition) return null;
  const label = functionSignature(call.callee, definition);
  const { parameters = [], variadic } = definition;
  let at = call.callee.length + 1;
  const ranges = parameters.map((type, index): { label: [number, number] } => {
    const repeated = variadic && index === parameters.length - 1 && type.kind === 'list';
    const words = repeated ? `${typeWords(type.of)} …` : typeWords(type);
    const start = at;
    at += words.length + ', '.length;
    return { label: [start, start + words.length] };
  });
  const active = variadic ? Math.min(call.argument, parameters.length - 1) : call.argument;
  return {
    signatures: [
      {
        label,
        documentation: markup(functionMarkdown(call.callee, definition, catalog)),
        parameters: ranges,
      },
    ],
    activeSignature: 0,
    // Beyond the last one there is none to show.
    activeParameter: active < parameters.length ? active : null,
  };
}
