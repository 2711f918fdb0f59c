/** Grafana's own extension names the same language and the same grammar. */
import { commands, type ExtensionContext, extensions, window } from 'vscode';

const OTHER = 'Grafana.grafana-alloy';
const TOLD = 'toldOfOtherExtension';

/** Says once, where both are installed, who does what. */
export function tellOfOther(context: ExtensionContext): void {
  const tell = (): void => {
    if (!extensions.getExtension(OTHER) || context.globalState.get(TOLD)) return;
    void context.globalState.update(TOLD, true);
    const choose = 'Choose the Formatter';
    void window
      .showInformationMessage(
        "Grafana's extension for Alloy is installed too. They get along: files are colored once, and Assay formats them unless you choose the other as the default formatter.",
        choose,
      )
      .then((chosen) => {
        if (chosen === choose) void commands.executeCommand('workbench.action.openSettings', '@lang:grafana-alloy editor.defaultFormatter');
      });
  };
  tell();
  context.subscriptions.push(extensions.onDidChange(tell));
}
