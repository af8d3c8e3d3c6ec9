// A person who uses the app: reads what is asked, taps, types, goes on. Knows nothing of how the app works inside.

/** What stands on the page under a test id. */
const byId = (id) => `[data-testid="${id}"]`;

export class Person {
  constructor(page, answers = {}) {
    this.page = page;
    this.answers = answers;
    this.asked = [];
  }

  async tap(id) {
    await this.page.waitForSelector(byId(id), { visible: true });
    await this.page.click(byId(id));
  }

  /** Chooses a language on the first screen, reads what this is, and begins. */
  async begin(language) {
    await this.tap(`language-${language}`);
    await this.tap('read');
    await this.tap('begin');
    await this.page.waitForSelector('[data-question]');
  }

  /** The id of the question that is asked; null on any other screen. */
  question() {
    return this.page.$eval('[data-question]', (section) => section.dataset.question).catch(() => null);
  }

  /** Answers the question that is asked as this person does; leaves it where there is nothing to say. */
  async answer() {
    const question = await this.question();
    this.asked.push(question);
    const answer = this.answers[question];
    if (answer === undefined) return question;
    if (await this.page.$('#text-answer')) {
      await this.type('#text-answer', answer);
    } else if (await this.page.$('#number-answer')) {
      await this.type('#number-answer', String(answer));
      await this.page.$eval('#number-answer', (input) => input.blur());
    } else {
      for (const option of [answer].flat()) await this.choose(option);
    }
    return question;
  }

  async type(selector, text) {
    await this.page.$eval(selector, (input) => (input.value = ''));
    await this.page.type(selector, text);
  }

  /** Ticks an option, searching for it where the list is long. */
  async choose(option) {
    const selector = `input[name="answer"][value="${option}"]`;
    if (!(await this.page.$(selector))) {
      const name = await this.page.evaluate(
        (code) => new Intl.DisplayNames([document.documentElement.lang], { type: 'region' }).of(code),
        option,
      );
      await this.type(byId('search'), name);
      await this.page.waitForSelector(selector);
    }
    const ticked = await this.page.$eval(selector, (input) => input.checked);
    if (!ticked) await this.page.$eval(selector, (input) => input.closest('label').click());
    await this.page.waitForFunction((css) => document.querySelector(css)?.checked, {}, selector);
  }

  /** Goes on to the next screen, and past an emergency, which is said before the rest of the questions. */
  async next() {
    const before = await this.where();
    await this.tap('next');
    await this.page.waitForFunction(
      (was) => (document.querySelector('h1')?.textContent ?? '') + (document.querySelector('[data-question]')?.dataset.question ?? '') !== was,
      {},
      before,
    );
  }

  where() {
    return this.page.evaluate(
      () => (document.querySelector('h1')?.textContent ?? '') + (document.querySelector('[data-question]')?.dataset.question ?? ''),
    );
  }

  /** Answers question after question until there is none, or until `stop` says so. */
  async goThrough(stop = () => false) {
    for (let steps = 0; steps < 100; steps += 1) {
      const question = await this.question();
      if (question === null) {
        const emergency = await this.page.$(byId('to-results') + ' ~ ' + byId('next'));
        if (!emergency) return;
        this.sawEmergency = true;
        await this.next();
        continue;
      }
      if (stop(question)) return;
      await this.answer();
      await this.next();
    }
    throw new Error('the questions do not end');
  }
}
