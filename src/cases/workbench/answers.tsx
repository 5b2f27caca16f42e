import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import type { CaseView } from '../contract.ts';
import { words } from './text.ts';

/** What the applicant wrote, section by section, and what they said of their situation. */
export const Answers = ({ view }: { readonly view: CaseView }) => (
  <>
    {view.situation.length > 0 && (
      <Panel title={words.situation}>
        <Facts facts={view.situation.map(({ label, value }) => [label, value])} />
      </Panel>
    )}
    {view.sections.length > 0 && (
      <Panel title={words.form}>
        <div className="stack">
          {view.sections.map((section) => (
            <section key={section.title} className="stack tight">
              <h3>{section.title}</h3>
              <dl className="facts">
                {section.answers.map(({ label, value }) => [
                  <dt key={`${label}-l`}>{label}</dt>,
                  <dd key={`${label}-v`} className="prose">
                    {value === '' ? <span className="soft">{words.notGiven}</span> : value}
                  </dd>,
                ])}
              </dl>
            </section>
          ))}
        </div>
      </Panel>
    )}
  </>
);
