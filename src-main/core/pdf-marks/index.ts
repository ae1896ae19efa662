export { PdfMarks, type PdfMarksOptions } from './pdf-marks.ts';
