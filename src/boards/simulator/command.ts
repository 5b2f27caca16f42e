import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { refuse } from '../../kernel/index.ts';
import { FAULTS, Machine, overNetwork } from './machine.ts';
import { simulatorText as text } from './text.ts';

const isFault = (word: string): word is (typeof FAULTS)[number] => FAULTS.some((fault) => fault === word);

/**
 * `mingtang terminal simulate`: plays a kiosk or a screen against a server that runs, until its turns are over or it is
 * stopped. Lines on standard input switch faults on and off.
 *
 * @throws Refusal boards/simulate-options, boards/simulate-refused (422)
 */
export async function simulateCommand(argv: readonly string[], log: (line: string) => void) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      server: { type: 'string', default: 'http://localhost:3000' },
      code: { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
      every: { type: 'string', default: '60' },
      turns: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const every = Number(values.every);
  const turns = values.turns === undefined ? Number.POSITIVE_INFINITY : Number(values.turns);
  const wrong = values.fault.find((fault) => !isFault(fault));
  if (
    values.code === undefined ||
    !(every >= 1) ||
    !(turns >= 1) ||
    wrong !== undefined ||
    !URL.canParse(values.server)
  )
    throw refuse('boards/simulate-options', { faults: FAULTS.join('、') }, 422);
  const machine = new Machine(overNetwork(values.server));
  for (const fault of values.fault) if (isFault(fault)) machine.faults.add(fault);
  const refused = await machine.enrol(values.code);
  if (refused !== null) throw refuse('boards/simulate-refused', { code: refused }, 422);
  const input = createInterface({ input: process.stdin });
  input.on('line', (line) => {
    const [word = '', how] = line.trim().split(/\s+/u);
    if (!isFault(word)) return log(text.faults(FAULTS));
    if (how === 'off') machine.faults.delete(word);
    else machine.faults.add(word);
    log(text.now([...machine.faults]));
  });
  try {
    for (let turn = 1; turn <= turns; turn += 1) {
      await machine.turn(new Date());
      log(JSON.stringify({ turn, faults: [...machine.faults], ...machine.standing }));
      if (turn < turns) await new Promise((resolve) => setTimeout(resolve, every * 1000));
    }
  } finally {
    input.close();
  }
  const { standing } = machine;
  return {
    human: text.done(standing.played, standing.held),
    json: { ...standing },
    exitCode: standing.refused ? 1 : 0,
  };
}
