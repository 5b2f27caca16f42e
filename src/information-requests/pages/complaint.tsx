import type { ComponentType, ReactNode } from 'react';
import { Button, fieldId, Section } from '../../ui/index.ts';
import { COMPLAINT_ASPECTS } from '../remedies/contract.ts';
import { aspectTitles } from '../remedies/text.ts';
import type { ComplaintTyped, Progress } from './progress-view.ts';
import { pageText } from './text.ts';

const said = pageText.complaint;

type KeyForm = ComponentType<{
  readonly progress: Pick<Progress, 'key'>;
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}>;

/** What an applicant brings to the organ above, without an account: while one is looked into, its course stands above. */
export const ComplaintSection = ({
  progress,
  typed,
  keyForm: Form,
}: {
  readonly progress: Progress;
  readonly typed: ComplaintTyped | null;
  readonly keyForm: KeyForm;
}) => {
  const { organ, courses } = progress.remedies;
  const isOpen = courses.some(({ complaint, result }) => complaint !== null && result === null);
  if (isOpen && typed === null) return null;
  if (organ === null)
    return (
      <Section title={said.title}>
        <p>{said.none}</p>
      </Section>
    );
  return (
    <Section title={said.title}>
      <p>{said.intro(organ)}</p>
      <p>{said.note}</p>
      <details className="no-print" open={typed !== null}>
        <summary>{said.open}</summary>
        <Form progress={progress} action="/information-requests/progress/complaint" values={{}}>
          <div className="field">
            <label htmlFor={fieldId('aspect')}>{said.aspect}</label>
            <select id={fieldId('aspect')} name="aspect" defaultValue={typed?.aspect ?? ''} required>
              <option value="">{said.choose}</option>
              {COMPLAINT_ASPECTS.map((aspect) => (
                <option key={aspect} value={aspect}>
                  {aspectTitles[aspect]}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={fieldId('words')}>{said.words}</label>
            <p className="hint" id="complaint-hint">
              {said.hint}
            </p>
            <textarea
              id={fieldId('words')}
              name="words"
              rows={6}
              maxLength={2000}
              defaultValue={typed?.words}
              aria-describedby="complaint-hint"
              required
            />
          </div>
          <Button>{said.submit}</Button>
        </Form>
      </details>
    </Section>
  );
};
