import { hash, verify } from '@node-rs/argon2';

/** 19 MiB, two passes: the second of the choices OWASP gives for argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

export const isPassword = (hashed: string, password: string): Promise<boolean> => verify(hashed, password);

let nobody: Promise<string> | undefined;

/** Does the work of a check for a name that nobody has, so that the time taken tells nothing. Always `false`. */
export async function checkNobody(password: string): Promise<false> {
  nobody ??= hashPassword(crypto.randomUUID());
  await isPassword(await nobody, password);
  return false;
}
