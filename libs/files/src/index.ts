export * from './sent-table.js';
export * from './spreadsheet-writer.js';
export * from './table-of-file.js';
