export const length = (text) => [...text].reduce((sum, c) => sum + (c.codePointAt(0) < 0x2e80 ? 0.5 : 1), 0);
