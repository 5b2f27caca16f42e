export { piiScanCommand } from './cli.ts';
