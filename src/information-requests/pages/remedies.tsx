import type { ReactNode } from 'react';
import type { Day } from '../../kernel/index.ts';
import { Derivation, type DerivationRow, Fact, Facts, OnDay, Section } from '../../ui/index.ts';
import { pageText } from './text.ts';

const said = pageText.remedies;

/** One way that is open against the reply. */
export type OpenRemedy = {
  readonly kind: 'reconsideration' | 'lawsuit' | 'complaint';
  readonly title: string;
  readonly where: string;
  readonly law: string;
  /** null: no law limits it. */
  readonly until: Day | null;
  readonly isOver: boolean;
  readonly sentence: string;
  readonly steps: readonly DerivationRow[];
  readonly notes: readonly string[];
};

/** One case that was brought, as its applicant may follow it. */
export type Course = {
  readonly number: string;
  readonly title: string;
  readonly authority: string;
  readonly caseNumber: string;
  readonly stateTitle: string;
  readonly acceptedOn: Day;
  readonly answeredOn: Day | null;
  readonly result: string | null;
  readonly resultOn: Day | null;
  /** What was set aside is done again by then. */
  readonly redo: {
    readonly until: Day | null;
    readonly doneOn: Day | null;
    readonly isLate: boolean;
    readonly sentence: string;
    readonly steps: readonly DerivationRow[];
    /** The new handling, which is followed like a request; null where none of our replies is made anew. */
    readonly number: string | null;
  } | null;
  /** What the applicant brought himself, here. */
  readonly complaint: {
    readonly aspect: string;
    readonly words: string;
    readonly answer: string;
    readonly mayWithdraw: boolean;
    readonly due: Pick<OpenRemedy, 'until' | 'isOver' | 'sentence' | 'steps'> | null;
  } | null;
};

/** Forms that carry the key of the page: to a new handling, and to take a complaint back. */
type Ways = {
  readonly follow: (number: string) => ReactNode;
  readonly withdraw: (number: string) => ReactNode;
};

/** What can be done against the reply, and what came of what was done. Nothing while there is nothing. */
export const Remedies = (
  props: Ways & { readonly open: readonly OpenRemedy[]; readonly courses: readonly Course[] },
) => (
  <>
    {props.courses.length > 0 && (
      <Section title={said.courses}>
        {props.courses.map((course) => (
          <CourseOf key={course.number} course={course} follow={props.follow} withdraw={props.withdraw} />
        ))}
      </Section>
    )}
    {props.open.length > 0 && (
      <Section title={said.title}>
        <p>{said.intro}</p>
        {props.open.map((remedy) => (
          <section key={remedy.kind}>
            <h3>{remedy.title}</h3>
            <Facts>
              <Fact label={said.where}>{remedy.where}</Fact>
              {remedy.until !== null && (
                <Fact label={said.until}>
                  <OnDay day={remedy.until} /> {remedy.isOver && <strong>{said.over}</strong>}
                </Fact>
              )}
              <Fact label={said.law}>{remedy.law}</Fact>
            </Facts>
            {remedy.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
            {remedy.until !== null && <Derivation sentence={remedy.sentence} rows={remedy.steps} />}
          </section>
        ))}
      </Section>
    )}
  </>
);

const CourseOf = ({ course, follow, withdraw }: Ways & { readonly course: Course }) => (
  <section>
    <h3>
      {course.title} <span className="nowrap">{course.number}</span>
    </h3>
    <Facts>
      <Fact label={said.authority}>{course.authority}</Fact>
      {course.caseNumber !== '' && <Fact label={said.caseNumber}>{course.caseNumber}</Fact>}
      {course.complaint && <Fact label={said.aspect}>{course.complaint.aspect}</Fact>}
      {course.complaint && course.complaint.words !== '' && (
        <Fact label={said.words}>
          <span className="written">{course.complaint.words}</span>
        </Fact>
      )}
      <Fact label={said.state}>{course.stateTitle}</Fact>
      <Fact label={course.complaint ? said.lodgedOn : said.acceptedOn}>
        <OnDay day={course.acceptedOn} />
      </Fact>
      {course.complaint?.due?.until && (
        <Fact label={said.complaintUntil}>
          <OnDay day={course.complaint.due.until} /> {course.complaint.due.isOver && <strong>{said.redoLate}</strong>}
        </Fact>
      )}
      {course.answeredOn !== null && (
        <Fact label={said.answeredOn}>
          <OnDay day={course.answeredOn} />
        </Fact>
      )}
      {course.result !== null && <Fact label={said.result}>{course.result}</Fact>}
      {course.resultOn !== null && (
        <Fact label={said.resultOn}>
          <OnDay day={course.resultOn} />
        </Fact>
      )}
      {course.complaint && course.complaint.answer !== '' && (
        <Fact label={said.answer}>
          <span className="written">{course.complaint.answer}</span>
        </Fact>
      )}
      <RedoFacts redo={course.redo} />
    </Facts>
    {course.complaint?.due && <Derivation sentence={course.complaint.due.sentence} rows={course.complaint.due.steps} />}
    {course.redo !== null && (
      <>
        <p>{course.redo.doneOn === null ? said.redo : said.redone}</p>
        {course.redo.doneOn === null && <Derivation sentence={course.redo.sentence} rows={course.redo.steps} />}
        {course.redo.number !== null && follow(course.redo.number)}
      </>
    )}
    {course.complaint?.mayWithdraw && withdraw(course.number)}
  </section>
);

const RedoFacts = ({ redo }: Pick<Course, 'redo'>) =>
  redo && (
    <>
      {redo.number !== null && <Fact label={said.redoNumber}>{redo.number}</Fact>}
      {redo.doneOn === null && redo.until !== null && (
        <Fact label={said.redoUntil}>
          <OnDay day={redo.until} /> {redo.isLate && <strong>{said.redoLate}</strong>}
        </Fact>
      )}
      {redo.doneOn && (
        <Fact label={said.redoneOn}>
          <OnDay day={redo.doneOn} />
        </Fact>
      )}
    </>
  );
