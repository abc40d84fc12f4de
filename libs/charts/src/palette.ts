/** Colours that stand out from white by at least 3 to 1, and from each other. No meaning is ever carried by colour alone. */
export const PALETTE = {
  ink: '#0b0c0c',
  label: '#505a5f',
  rule: '#b1b4b6',
  usual: '#767676',
  better: '#2073bc',
  worse: '#e46c0a',
  neither: '#801650',
  due: '#d4351c',
  met: '#004e6b',
  paper: '#ffffff',
} as const;

export const FONT = { 'font-family': 'arial, sans-serif', 'font-size': 14 } as const;
