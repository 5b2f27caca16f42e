type Rule = { readonly pattern: RegExp; readonly length: number; readonly allows: boolean };

const MOST_RULES = 2000;

/**
 * Which paths a robots.txt lets everybody ask for (RFC 9309): of the rules that fit, the longest counts, and what permits
 * before what forbids. `*` stands for anything, `$` for the end.
 */
export function robotsRules(robots: Uint8Array): (path: string) => boolean {
  const rules: Rule[] = [];
  let isForAll = false;
  let isNaming = false;
  for (const line of new TextDecoder()
    .decode(robots)
    .slice(0, 200_000)
    .split(/\r\n?|\n/u)) {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#\s]*)/u.exec(line) ?? [];
    if (/^user-agent$/iu.test(name)) {
      // Several names in a row share the rules after them.
      isForAll = (isNaming && isForAll) || value === '*';
      isNaming = true;
      continue;
    }
    const isRule = /^(?:dis)?allow$/iu.test(name);
    if (isRule) isNaming = false;
    if (isRule && isForAll && value !== '' && rules.length < MOST_RULES)
      rules.push({ pattern: patternOf(value), length: value.length, allows: /^allow$/iu.test(name) });
  }
  rules.sort((a, b) => b.length - a.length || Number(b.allows) - Number(a.allows));
  return (path) => rules.find(({ pattern }) => pattern.test(path))?.allows ?? true;
}

/** Stars in a row are one; more than a few are more than anybody means. */
function patternOf(value: string): RegExp {
  const end = value.endsWith('$') ? '$' : '';
  const parts = value.slice(0, 500).replace(/\$$/u, '').split(/\*+/u).slice(0, 6);
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.|?*+()[\]{}/]/gu, '\\$&')).join('.*?')}${end}`, 'u');
}
