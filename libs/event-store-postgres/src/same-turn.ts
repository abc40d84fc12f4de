/**
 * Those who ask the same within one turn of the event loop share one question: they knew the same when they asked, since
 * nothing can have been heard from outside in between.
 */
export class SameTurn<Answer> {
  private readonly asked = new Map<string, Promise<Answer>>();

  ask(what: string, question: () => Promise<Answer>): Promise<Answer> {
    const earlier = this.asked.get(what);
    if (earlier) return earlier;
    const answer = question();
    this.asked.set(what, answer);
    // Runs when all that is ready to run has run, and before anything new arrives.
    process.nextTick(() => this.asked.delete(what));
    return answer;
  }
}
