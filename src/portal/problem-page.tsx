import type { ProblemPage } from '../kernel/index.ts';
import { Actions, LinkButton, LinkList, Page, pageContext, renderPage } from '../ui/index.ts';
import { text } from './text.ts';

/** What a person sees when a request was refused or went wrong: what happened, and what to do. */
export const problemPage: ProblemPage = (problem, request) =>
  renderPage(
    <Page {...pageContext(request)} title={problem.title} unlisted wrong>
      {problem.status === 404 && (
        <>
          <p>{text.problem.missing}</p>
          <LinkList links={text.problem.missingLinks} />
        </>
      )}
      <p className="hint">
        {text.problem.requestId}：<code>{problem.requestId}</code>
        <br />
        {text.problem.tell}
      </p>
      <Actions>
        <LinkButton href="/">{text.problem.home}</LinkButton>
      </Actions>
    </Page>,
  );
