import { isDay } from '../../kernel/index.ts';
import { Derivation, Light } from '../../ui/index.ts';
import type { ClockView } from '../contract.ts';
import { lightText } from '../rules/light-text.ts';
import { text } from '../text.ts';

/** One date the city or the applicant is bound by, with its light and its proof. */
export const Deadline = ({ clock, open }: { readonly clock: ClockView; readonly open?: boolean }) => (
  <section>
    <h3>
      {clock.title} <Light level={clock.light}>{lightText(clock)}</Light>
    </h3>
    <Derivation
      sentence={clock.sentence}
      provisional={clock.provisional ? text.clock.provisional : undefined}
      open={open}
      rows={clock.steps.flatMap(({ day, n, why, law }) =>
        isDay(day) ? [{ day, why, ...(n === null ? {} : { nth: n }), ...(law === null ? {} : { law }) }] : [],
      )}
    />
  </section>
);
