import pg from 'pg';
import { refuse } from '../../kernel/index.ts';

/** What the database refuses on its own, so that two people at once cannot slip past a check. */
const CODES: Readonly<Record<string, string>> = {
  appointment_once: 'identity/post-held-already',
  administrators_apart: 'identity/administrators-not-separate',
  representation_once: 'identity/represents-already',
  person_login: 'identity/login-taken',
};

/** Runs a change; a constraint that speaks for a rule becomes the rule's refusal. */
export async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? CODES[error.constraint ?? ''] : undefined;
    throw code === undefined ? error : refuse(code);
  }
}
