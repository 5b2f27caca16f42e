import { day, type Kernel, system } from '../kernel/index.ts';
import { importDemoSources } from './import-site/demo.ts';
import { loadCatalogue } from './operations/catalogue.ts';

/** Before everything that is published in the demo. */
const IN_FORCE_FROM = day('2024-01-01');

/** Puts the statutory catalogue of the demo city in force and brings its former site in. */
export async function seedDisclosure(kernel: Kernel, at: Date): Promise<void> {
  await loadCatalogue(kernel, system, at, IN_FORCE_FROM);
  await importDemoSources(kernel);
}
