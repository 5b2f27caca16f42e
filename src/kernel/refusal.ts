/**
 * The one error that is an answer: something the law, the process or the rights of the caller do not allow.
 * `code` is stable (`module/reason`), its sentence stands in a module's `text.ts`. Anything else thrown is a bug.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: string, status: number, details: Readonly<Record<string, unknown>>) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/**
 * A refusal ready to be thrown.
 *
 * @param code `module/reason`
 * @param details facts for the sentence (`{name}` places) and for the machine; never personal data
 * @param status HTTP status, 409 unless said: the request was understood and does not fit the state of things
 */
export const refuse = (code: string, details: Readonly<Record<string, unknown>> = {}, status = 409): Refusal =>
  new Refusal(code, status, details);
