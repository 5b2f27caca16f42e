import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { routines } from './jobs.ts';
import { allKinds } from './kinds.ts';
import { measures } from './measures.ts';
import { outdatePostings } from './operations/outdated.ts';
import { boardRoutes } from './routes/boards.ts';
import { checkRoutes } from './routes/checks.ts';
import { outreachRoutes } from './routes/outreach.ts';
import { playerRoutes } from './routes/player.ts';
import { terminalRoutes } from './routes/terminals.ts';
import { notices, sentences } from './text.ts';

/** 公开栏与展示: what is published, on paper, read aloud, and on screens. */
export const boardsModule: Module = {
  name: 'boards',
  permissions,
  kinds: allKinds,
  fileUses: ['select photo from boards.check_mark where photo is not null'],
  sentences: { ...sentences, ...notices },
  routes: async (web, kernel) => {
    boardRoutes(web, kernel);
    checkRoutes(web, kernel);
    outreachRoutes(web, kernel);
    terminalRoutes(web, kernel);
    await playerRoutes(web);
  },
  routines,
  measures,
  onRecords: outdatePostings,
};

export { seedBoardsDemo } from './demo.ts';
export { sheetsThatHang } from './repo/postings.ts';
export { seedBoards } from './seed.ts';
export { simulateCommand } from './simulator/command.ts';
export { simulatorHelp } from './simulator/text.ts';
