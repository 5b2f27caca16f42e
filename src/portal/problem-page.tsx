import type { ProblemPage } from '../kernel/index.ts';
import { Actions, LinkButton, Notice, Page, pageContext, renderPage } from '../ui/index.ts';
import { text } from './text.ts';

/** What a person sees when a request was refused or went wrong: what happened, and what to do. */
export const problemPage: ProblemPage = (problem, request) =>
  renderPage(
    <Page {...pageContext(request)} title={problem.title} heading={false} unlisted wrong>
      <Notice kind={problem.status >= 500 ? 'error' : 'warning'} title={problem.title}>
        <p>
          {text.problem.requestId}：<code>{problem.requestId}</code>
        </p>
      </Notice>
      <Actions>
        <LinkButton href="/">{text.problem.home}</LinkButton>
      </Actions>
    </Page>,
  );
