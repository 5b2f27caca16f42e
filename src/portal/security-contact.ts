const KEPT_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * `/.well-known/security.txt` by RFC 9116: whom to tell of a weakness. It expires half a year from today, so that a copy
 * somebody keeps does not lead to people who have left long ago.
 */
export function securityTxt({
  contacts,
  publicUrl,
  at,
}: {
  /** Addresses, the preferred one first: `mailto:`, `tel:` or `https:`. */
  readonly contacts: readonly string[];
  readonly publicUrl: string;
  readonly at: Date;
}): string {
  const expires = new Date((Math.floor(at.getTime() / DAY_MS) + KEPT_DAYS) * DAY_MS);
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: zh, en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    `Policy: ${publicUrl}/security`,
    '',
  ].join('\n');
}
