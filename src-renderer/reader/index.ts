export { Reader, ReaderStatus } from './reader.tsx';
