const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' };

/** `text` as it stands in an element or an attribute of XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => escapes[character]!);
}
