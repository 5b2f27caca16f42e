export { reportCheckCommand } from './annual-report/check-command.ts';
