import { type Day, defineRegister, type Kernel } from '../kernel/index.ts';
import { Benchmark, Officer, Power, Subject } from './contract.ts';

/** By the key of the agency. */
export const subjectRegister = defineRegister<Subject>('enforcement-subject', (value) => Subject.parse(value));
/** By the number of the certificate. */
export const officerRegister = defineRegister<Officer>('enforcement-officer', (value) => Officer.parse(value));
/** By agency and code. */
export const powerRegister = defineRegister<Power>('enforcement-power', (value) => Power.parse(value));
export const benchmarkRegister = defineRegister<Benchmark>('enforcement-benchmark', (value) => Benchmark.parse(value));

export const registerOf = {
  subjects: subjectRegister,
  officers: officerRegister,
  powers: powerRegister,
  benchmarks: benchmarkRegister,
} as const;

type Source = Pick<Kernel['pool'], 'query'>;
export type NumberedOfficer = Officer & { readonly number: string };

/** Certificates by their numbers, as they stood on a day; those that nobody entered are absent. */
export async function officersOn(
  source: Source,
  numbers: readonly string[],
  on: Day,
): Promise<readonly NumberedOfficer[]> {
  const found = await Promise.all(numbers.map((number) => officerRegister.inForce(source, number, on)));
  return found.flatMap((entry) => (entry ? [{ ...entry.value, number: entry.key }] : []));
}
