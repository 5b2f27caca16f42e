export { faultOf } from './fault.ts';
export { type Level, type Log, noLog, openLog } from './log.ts';
export { requestIdFrom, requestIdHere, withRequestId } from './request-id.ts';
