export { OnlinePage } from './online-page.tsx';
