import type { Severity } from '@assay/checker';
import type { Paint, Style } from '../style.ts';

/** The colour of a severity. */
export function severityPaint(style: Style, severity: Severity): Paint {
  switch (severity) {
    case 'error':
      return style.red;
    case 'warning':
      return style.yellow;
    case 'info':
      return style.cyan;
  }
}
