/** Who signed in, in the words of the issuer. Never an e-mail address: those change hands. */
export interface SignIn {
  readonly issuer: string;
  readonly subject: string;
}
