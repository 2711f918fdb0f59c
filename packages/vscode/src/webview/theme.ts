import { STRANDS } from '../pipeline/signals.ts';

/** Gives the colours of signals to the style sheet, those for the theme of the editor, now and whenever it changes. */
export function followTheme(): void {
  const apply = (): void => {
    const { classList } = document.body;
    const isLight = classList.contains('vscode-light') || classList.contains('vscode-high-contrast-light');
    for (const [strand, { light, dark, width }] of Object.entries(STRANDS)) {
      document.documentElement.style.setProperty(`--${strand}`, isLight ? light : dark);
      document.documentElement.style.setProperty(`--${strand}-width`, `${width}px`);
    }
  };
  new MutationObserver(apply).observe(document.body, { attributeFilter: ['class'] });
  apply();
}
