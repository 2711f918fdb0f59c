import { define } from '../diagnostics/define.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a shell, which is the point
const VARIABLE = 'local.file "debug" { filename = "${DIR}/x" }';

/** The codes of what is wrong with suppressions. */
export const suppressionCodes = {
  'suppression/unused': define<{ code: string }>({
    severity: 'warning',
    authority: 'lint',
    title: 'A suppression of what is not found',
    message: ({ code }) => `there is no finding "${code}" here that could be suppressed`,
    why: 'What it was for is mended, or has moved away. A suppression that stays behind hides the next mistake of its kind, so take it out. Nothing is said of codes that are switched off, nor of a program that Alloy refuses, because then not all rules have looked at it.',
    bad: `// assay: ignore string/shell-variable: filled in later\nlogging {\n\tlevel = "info"\n}`,
    good: 'logging {\n\tlevel = "info"\n}',
  }),
  'suppression/expired': define<{ date: string }>({
    severity: 'warning',
    authority: 'lint',
    title: 'A suppression whose date is over',
    message: ({ date }) => `this suppression held until ${date}`,
    why: 'It was meant to hold for a time, and what it hid is reported again. Mend that, or say until when it may stay. The day is that of UTC.',
    bad: `// assay: ignore string/shell-variable until 2020-01-31: removed with the old cluster\nlogging {\n\tlevel = "info"\n}`,
    good: 'logging {\n\tlevel = "info"\n}',
  }),
  'suppression/missing-reason': define<Record<never, never>>({
    severity: 'warning',
    authority: 'lint',
    offByDefault: true,
    title: 'A suppression without a reason',
    message: () => 'this suppression gives no reason',
    why: 'Whoever reads it later cannot know whether it is still right. Write behind a colon why the finding may stay; what an editor puts there, to be replaced, counts as nothing. Off by default: `assay check --rule suppression/missing-reason=warning`.',
    bad: `// assay: ignore string/shell-variable\n${VARIABLE}`,
    good: `// assay: ignore string/shell-variable: filled in later\n${VARIABLE}`,
  }),
  'suppression/unknown-code': define<{ code: string }>({
    severity: 'warning',
    authority: 'lint',
    title: 'A suppression of a code that does not exist',
    message: ({ code }) => `there is no code "${code}"`,
    why: 'It suppresses nothing. Codes are written as they are printed, `category/name`, and `category/*` is all of a category.',
    bad: '// assay: ignore string/shell-varable: filled in later\nlogging { }',
    good: `// assay: ignore string/shell-variable: filled in later\n${VARIABLE}`,
  }),
  'suppression/malformed': define<{ problem: string }>({
    severity: 'warning',
    authority: 'lint',
    title: 'A suppression that cannot be read',
    message: ({ problem }) => `this comment suppresses nothing: ${problem}`,
    why: 'It looks like a suppression, but it is not written as one, or stands where it is about nothing. The form is `// assay: ignore CODE, CODE until 2027-01-31: reason`, with `ignore-block` for a whole block and `ignore-file` for a whole file.',
    bad: '// assay-ignore string/shell-variable: filled in later\nlogging { }',
    good: `// assay: ignore string/shell-variable: filled in later\n${VARIABLE}`,
  }),
  'suppression/not-allowed': define<{ code: string }>({
    severity: 'warning',
    authority: 'lint',
    title: 'A suppression of what Alloy refuses',
    message: ({ code }) => `"${code}" cannot be suppressed here`,
    why: 'What Alloy refuses is refused with the comment too: a suppression would only hide that Alloy does not start. So errors stay, and what is said of suppressions cannot be suppressed either. Where a team knows better, the severity of a code can be changed (`--rule CODE=warning`), and files that were refused before Assay came can be named in a baseline.',
    bad: '// assay: ignore syntax/missing-comma: to be mended\nlogging { }',
    good: 'logging { }',
  }),
} as const;
