import { parseArgs } from 'node:util';
import { adminText as text } from './admin-text.ts';
import {
  type AdministratorRole,
  createAdministrators,
  type FirstAccount,
  type FirstAdministrator,
  operatorReset,
} from './identity/index.ts';
import { type Kernel, refuse } from './kernel/index.ts';

type Answer = { readonly human: string; readonly json: object };

const OPTIONS = {
  region: { type: 'string' },
  province: { type: 'string' },
  city: { type: 'string' },
  government: { type: 'string' },
  short: { type: 'string' },
  'credit-code': { type: 'string' },
  system: { type: 'string' },
  security: { type: 'string' },
  audit: { type: 'string' },
} as const;

const ROLES = { system: 'system-admin', security: 'security-admin', audit: 'audit-admin' } as const;

function optionsIn(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true }).values;
  } catch {
    throw refuse('cli/bad-options', {}, 422);
  }
}

/** `LOGIN:NAME`. @throws Refusal cli/bad-administrator (422) */
function administratorFrom(value: string | undefined, role: AdministratorRole): FirstAdministrator {
  const [, login, name] = /^([^:：]+)[:：](.+)$/u.exec(value ?? '') ?? [];
  if (login === undefined || name === undefined) throw refuse('cli/bad-administrator', {}, 422);
  return { role, login: login.trim(), name: name.trim() };
}

/** `mingtang admin create`: the accounts of the first three administrators, each with a password shown this once. */
export async function adminCreate(kernel: Kernel, argv: readonly string[]): Promise<Answer> {
  const given = optionsIn(argv);
  const people = (['system', 'security', 'audit'] as const).map((key) => administratorFrom(given[key], ROLES[key]));
  const { region, province, city: name, government, short, 'credit-code': creditCode } = given;
  const isGiven = region !== undefined && province !== undefined && name !== undefined && government !== undefined;
  const city =
    isGiven && creditCode !== undefined
      ? { region, province, name, government, shortName: short ?? government, creditCode }
      : null;
  const accounts = await createAdministrators(kernel, { city, people, at: kernel.now() });
  return { human: text.created(accounts.map(lineOf)), json: { accounts } };
}

const lineOf = ({ role, login, name, password }: FirstAccount): string =>
  `  ${text.roles[role]}  ${login.padEnd(16)} ${password}  ${name}`;

/** `mingtang admin reset LOGIN`: a new password for an administrator who has lost everything, his second factor taken away. */
export async function adminReset(kernel: Kernel, [login, ...rest]: readonly string[]): Promise<Answer> {
  if (login === undefined || rest.length > 0) throw refuse('cli/bad-options', {}, 422);
  const password = await operatorReset(kernel, { login, at: kernel.now() });
  return { human: text.reset(login, password), json: { login, password } };
}
