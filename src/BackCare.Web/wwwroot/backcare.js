// BackCare recommendations as a custom element. No dependency, no cookie, no storage; what is typed goes to the BackCare host alone.
// Attributes, events and variables: docs/widget.md.
(() => {
  "use strict";
  const host = new URL(document.currentScript.src).origin;
  const words = {
    en: {
      title: "What may help", ask: "What hurts?", go: "Show", loading: "Looking …", again: "Try again", failed: "This could not be loaded.",
      nothing: "Nothing in the shop is likely to help with this. That is an honest answer: keep your money.", first: "First, is it safe to look after this yourself?",
      before: "Before you buy: safety questions", yes: "Yes", no: "No", unknown: "Not sure", skipped: "Skip", why: "Why do you ask?", known: "What is known, and what is not",
      add: "Add to basket", out: "Out of stock", clinician: "Not for sale here without a clinician’s advice.", checked: "Please have this checked first",
      foot: "A product finder with education, not a diagnosis.", stop: "You see no products because what you told can be a sign that needs a clinician first.",
      strong: "Strong evidence", moderate: "Moderate evidence", limited: "Limited evidence", expert_opinion: "Expert opinion only",
      helps: "helps", may_help: "may help", comfort_only: "comfort only", enabler: "makes a helpful exercise easier",
      product_specific: "This very product was tested.", product_type: "Similar products were tested; this one was not.",
      exercise_not_tool: "The exercise was tested, not this tool.", none: "No trial of this product, or of one like it, was found."
    },
    es: {
      title: "Qué puede ayudar", ask: "¿Qué le duele?", go: "Mostrar", loading: "Buscando …", again: "Reintentar", failed: "No se pudo cargar.",
      nothing: "Nada de la tienda parece ayudar con esto. Es una respuesta honesta: no gaste su dinero.", first: "Primero: ¿es seguro tratarlo por su cuenta?",
      before: "Antes de comprar: preguntas de seguridad", yes: "Sí", no: "No", unknown: "No estoy seguro", skipped: "Omitir", why: "¿Por qué lo preguntan?", known: "Qué se sabe y qué no",
      add: "Añadir a la cesta", out: "Agotado", clinician: "No se vende aquí sin consejo de un profesional.", checked: "Haga que lo revisen primero",
      foot: "Un buscador de productos con información, no un diagnóstico.", stop: "No ve productos porque lo que contó puede ser una señal que requiere antes a un profesional.",
      strong: "Pruebas sólidas", moderate: "Pruebas moderadas", limited: "Pruebas limitadas", expert_opinion: "Solo opinión de expertos",
      helps: "ayuda", may_help: "puede ayudar", comfort_only: "solo comodidad", enabler: "facilita un ejercicio útil",
      product_specific: "Se probó este mismo producto.", product_type: "Se probaron productos parecidos; este no.",
      exercise_not_tool: "Se probó el ejercicio, no esta herramienta.", none: "No encontramos ningún estudio de este producto ni de uno parecido."
    }
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; min-height: 8rem; color: var(--backcare-text, inherit); background: var(--backcare-background, transparent); font-family: var(--backcare-font, inherit); line-height: 1.5; container-type: inline-size; }
    :host([hidden]) { display: none; }
    * { box-sizing: border-box; }
    h2 { font-size: 1.25em; margin: 0 0 .75rem; line-height: 1.25; } h3 { font-size: 1em; margin: 0; } p { margin: .35rem 0; } ul { list-style: none; margin: 0; padding: 0; }
    a { color: var(--backcare-accent, inherit); text-underline-offset: .18em; }
    .list { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
    .card, fieldset { border: 1px solid var(--backcare-border, color-mix(in srgb, currentColor 30%, transparent)); border-radius: var(--backcare-radius, 10px); padding: .85rem 1rem; margin: 0; min-width: 0; }
    .list > li { display: flex; flex-direction: column; gap: .15rem; } .end { margin-top: auto; display: flex; flex-wrap: wrap; gap: .5rem; justify-content: space-between; align-items: center; padding-top: .5rem; }
    .h a { display: inline-block; padding-block: .25rem; font-weight: 600; }
    .price { font-weight: 600; font-variant-numeric: tabular-nums; } .small { font-size: .9em; } .path { opacity: .85; }
    .badge { display: inline-block; padding: .05rem .55rem; border-radius: 99px; border: 1px solid currentColor; font-size: .85em; font-weight: 600; }
    button, input, summary { font: inherit; min-height: 44px; } summary { display: flex; align-items: center; cursor: pointer; text-decoration: underline; text-underline-offset: .18em; }
    button { padding: .5rem 1rem; border-radius: var(--backcare-radius, 10px); border: 1px solid currentColor; background: transparent; color: inherit; cursor: pointer; font-weight: 600; }
    button.main { background: var(--backcare-accent, #0b6158); border-color: var(--backcare-accent, #0b6158); color: var(--backcare-on-accent, #fff); }
    input { padding: .5rem .75rem; width: 100%; border: 1px solid currentColor; border-radius: var(--backcare-radius, 10px); background: transparent; color: inherit; }
    :focus-visible { outline: 3px solid var(--backcare-focus, #1b5fd0); outline-offset: 2px; }
    form { display: grid; grid-template-columns: 1fr auto; gap: .5rem; margin-bottom: 1rem; } form label { grid-column: 1 / -1; font-weight: 600; }
    fieldset { margin-block: .6rem; } legend { font-weight: 600; padding: 0 .3rem; } .row { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .4rem; }
    .alarm { border: 2px solid #a3191f; background: #fdecea; color: #7d1217; border-radius: var(--backcare-radius, 10px); padding: 1rem 1.25rem; } .alarm strong { display: block; font-size: 1.1em; }
    .heed { border-left: 4px solid #7a5200; background: #fdf3dc; color: #3d2a00; padding: .5rem .75rem; }
    footer { font-size: .85em; opacity: .9; margin-top: .75rem; }`);

  const make = (tag, props, ...children) => {
    const made = Object.assign(document.createElement(tag), props);
    made.append(...children.filter(child => child !== null && child !== undefined && child !== false));
    return made;
  };

  class Recommendations extends HTMLElement {
    static observedAttributes = ["symptom", "limit", "language", "country", "key"];
    #root = this.attachShadow({ mode: "open" });
    #answers = {};
    #turn = 0;
    #typed = null;
    #due = false;
    consent = null;

    constructor() { super(); this.#root.adoptedStyleSheets = [sheet]; }
    connectedCallback() { this.#load(); }
    attributeChangedCallback(name, before, now) {
      if (!this.isConnected || before === now) return;
      if (name === "symptom") { this.#answers = {}; this.#typed = null; }
      if (!this.#due) { this.#due = true; queueMicrotask(() => { this.#due = false; this.#load(); }); }
    }
    refresh() { return this.#load(); }

    get #language() { const asked = this.getAttribute("language") ?? document.documentElement.lang.slice(0, 2); return asked in words ? asked : "en"; }
    get #country() { return this.getAttribute("country") ?? new Intl.Locale(navigator.language).region ?? (this.#language === "en" ? "US" : "ZZ"); }
    get #say() { return words[this.#language]; }
    get #text() { return this.#typed ?? this.getAttribute("symptom") ?? ""; }

    async #load() {
      const turn = ++this.#turn, text = this.#text.trim().slice(0, 2000);
      if (text === "") { this.#show(); return; }
      this.#show(make("p", { role: "status" }, this.#say.loading));
      try {
        const answer = await this.#post("/v1/recommendations", {
          text, limit: Math.min(12, Math.max(1, Number.parseInt(this.getAttribute("limit") ?? "4", 10) || 4)),
          answers: Object.entries(this.#answers).map(([id, value]) => ({ id, answer: value })),
          context: { language: this.#language, country: this.#country },
          ...this.consent && { visitorId: this.consent.visitorId, sessionId: this.consent.sessionId, consent: { version: this.consent.version, grantedUtc: this.consent.grantedUtc } }
        });
        if (turn !== this.#turn) return;
        this.#answered(answer);
      } catch (fault) {
        if (turn !== this.#turn) return;
        this.#show(make("p", { role: "alert" }, this.#say.failed), make("button", { type: "button", onclick: () => this.#load() }, this.#say.again));
        this.#tell("error", { message: String(fault.message ?? fault) });
      }
    }

    async #post(address, body) {
      const headers = { "Content-Type": "application/json" }, key = this.getAttribute("key");
      if (key) headers["X-Api-Key"] = key;
      const response = await fetch(host + address, { method: "POST", mode: "cors", credentials: "omit", referrerPolicy: "no-referrer", headers, body: JSON.stringify(body) });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.title ?? response.status);
      return answer;
    }

    #answered(answer) {
      const say = this.#say;
      // A danger sign, or a question that must be answered first, comes without one product.
      const sells = answer.outcome !== "referral" && answer.products.length > 0;
      const flags = answer.redFlags.map(flag => make("div", { className: answer.outcome === "referral" ? "alarm" : "heed" }, make("strong", {}, flag.action), make("p", {}, flag.message)));
      if (answer.outcome === "referral") {
        this.#show(make("div", { role: "alert" }, make("h2", {}, say.checked), answer.message && make("p", {}, answer.message), ...flags, make("p", {}, say.stop)));
        this.#tell("referral", { careLevel: answer.careLevel });
        return;
      }
      const asked = [answer.question, ...answer.safetyQuestions].filter((q, i, all) => q && q.kind === "redFlag" && all.findIndex(o => o?.id === q.id) === i);
      const questions = asked.map(question => this.#question(question));
      this.#show(
        answer.message && make("p", {}, answer.message), ...flags,
        !sells && make("h2", {}, questions.length ? say.first : say.nothing),
        !sells && questions.length ? make("div", {}, ...questions) : null,
        sells && make("h2", {}, say.title),
        sells && make("ul", { className: "list" }, ...answer.products.map(product => this.#card(product, answer.recommendationId))),
        sells && questions.length ? make("details", {}, make("summary", {}, `${say.before} (${questions.length})`), ...questions) : null);
      this.#tell("list", { recommendationId: answer.recommendationId, outcome: answer.outcome, productIds: sells ? answer.products.map(p => p.productId) : [] });
    }

    #question(question) {
      return make("fieldset", { className: "question" }, make("legend", {}, question.text),
        question.why && make("details", { className: "small" }, make("summary", {}, this.#say.why), make("p", {}, question.why)),
        make("div", { className: "row" }, ...question.options.map(option => make("button", {
          type: "button", onclick: () => { this.#answers[question.id] = option; this.#load(); }
        }, this.#say[option] ?? option))));
    }

    #card(product, recommendationId) {
      const say = this.#say, detail = { productId: product.productId, position: product.position, recommendationId };
      const address = (this.getAttribute("product-url") ?? host + "/products/{id}").replaceAll("{id}", encodeURIComponent(product.productId));
      const safe = /^https?:$/.test(new URL(address, document.baseURI).protocol) ? address : host;
      return make("li", { className: "card", part: "card" },
        make("h3", { className: "h" }, make("a", { href: safe, onclick: event => { if (!this.#tell("select", detail)) event.preventDefault(); this.#keep("select_item", product, recommendationId); } }, product.name)),
        make("p", {}, product.reason),
        product.path.length > 1 && make("p", { className: "small path" }, product.path.join(" → ")),
        make("p", { className: "small" }, make("span", { className: "badge", part: "badge" }, say[product.evidence.grade] ?? product.evidence.grade), " ", say[product.evidence.effect] ?? ""),
        make("details", { className: "small" }, make("summary", {}, say.known), make("p", {}, `${say[product.evidence.scope] ?? ""} ${product.evidence.note}`.trim())),
        product.caution && make("p", { className: "heed small" }, product.forSale ? product.caution : `${say.clinician} ${product.caution}`),
        product.forSale && make("div", { className: "end" },
          make("span", { className: "price" }, new Intl.NumberFormat(this.#language, { style: "currency", currency: product.price.currency }).format(product.price.minor / 100)),
          !product.inStock ? make("span", { className: "small" }, say.out)
            : this.hasAttribute("cart") && make("button", { type: "button", className: "main", ariaLabel: `${say.add}: ${product.name}`, onclick: () => { this.#tell("add", detail); this.#keep("add_to_cart", product, recommendationId); } }, say.add)));
    }

    #show(...content) {
      const say = this.#say, parts = [];
      if (this.hasAttribute("ask") || this.#text === "") {
        const field = make("input", { id: "text", type: "text", maxLength: 2000, value: this.#text, autocomplete: "off" });
        const form = make("form", {}, make("label", { htmlFor: "text" }, say.ask), field, make("button", { type: "submit", className: "main" }, say.go));
        form.onsubmit = event => { event.preventDefault(); this.#answers = {}; this.#typed = field.value; this.#load(); };
        parts.push(form);
      }
      const live = make("div", { ariaLive: "polite" }, ...content.filter(Boolean));
      this.#root.replaceChildren(make("div", { lang: this.#language }, ...parts, live, make("footer", {}, say.foot)));
    }

    #tell(name, detail) { return this.dispatchEvent(new CustomEvent("backcare:" + name, { detail, bubbles: true, composed: true, cancelable: true })); }

    // What is done with a list is sent only with consent; a page that leaves must not wait for it.
    #keep(name, product, recommendationId) {
      if (!this.consent) return;
      const event = { id: crypto.randomUUID(), name, recommendationId, timestampUtc: new Date().toISOString(), visitorId: this.consent.visitorId,
        items: [{ item_id: product.productId, index: product.position, quantity: 1, price: product.price.minor / 100 }] };
      const headers = { "Content-Type": "application/json" }, key = this.getAttribute("key");
      if (key) headers["X-Api-Key"] = key;
      fetch(host + "/v1/events", { method: "POST", mode: "cors", credentials: "omit", keepalive: true, referrerPolicy: "no-referrer", headers, body: JSON.stringify({ events: [event] }) }).catch(() => { });
    }
  }
  if (!customElements.get("backcare-recommendations")) customElements.define("backcare-recommendations", Recommendations);
})();
