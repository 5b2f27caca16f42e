export { replayCommand } from './command.ts';
export { sentences as replaySentences } from './text.ts';
