import { Uri, type Webview } from 'vscode';

/** The page of the preview. Nothing is run or read but the two files of the extension. */
export function pageHtml(webview: Webview, folder: Uri): string {
  const nonce = crypto.randomUUID();
  const source = (name: string): string => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${source('preview.css')}">
<title>Pipeline</title>
</head>
<body>
<script nonce="${nonce}" src="${source('preview.js')}"></script>
</body>
</html>`;
}
