/* Charts of cash as custom elements over ECharts with its SVG renderer. The server sets the property `model`;
   a click on a mark sends `week-selected` with the week's index. Colours are read from the computed tokens and read
   again when the scheme or the tenant's stylesheet changes. */
(() => {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  /* A token such as light-dark(oklch(...), color-mix(...)) resolved to rgb: ECharts parses no newer notation. */
  function colour(host, token) {
    const sample = document.createElement('span');
    sample.style.color = `var(${token})`;
    sample.hidden = true;
    host.appendChild(sample);
    const computed = getComputedStyle(sample).color;
    sample.remove();
    probe.clearRect(0, 0, 1, 1);
    probe.fillStyle = computed;
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
    return `rgb(${r},${g},${b})`;
  }

  class CashChart extends HTMLElement {
    set model(value) { this._model = value; this._draw(); }
    get model() { return this._model; }

    connectedCallback() {
      this.style.display = 'block';
      this._resize = new ResizeObserver(() => this._chart && this._chart.resize({ silent: true }));
      this._resize.observe(this);
      this._retheme = () => requestAnimationFrame(() => this._draw());
      this._dark = matchMedia('(prefers-color-scheme: dark)');
      this._dark.addEventListener('change', this._retheme);
      this._attributes = new MutationObserver(this._retheme);
      this._attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-scheme', 'data-tenant', 'style', 'theme'] });
      // Stylesheets may still be on their way: the tokens are read again once they are there.
      addEventListener('load', this._retheme, { once: true });
      this._draw();
    }

    disconnectedCallback() {
      this._resize.disconnect();
      this._attributes.disconnect();
      this._dark.removeEventListener('change', this._retheme);
      if (this._chart) { this._chart.dispose(); this._chart = null; }
    }

    _draw() {
      if (!this._model || !this.isConnected || !window.echarts) return;
      const tokens = {};
      for (const name of ['text', 'text-2', 'surface', 'surface-2', 'grid', 'line-strong', 'c1', 'c2', 'c3', 'band', 'compare', 'accent-text', 'warn-mark', 'overlay'])
        tokens[name] = colour(this, '--ct-' + name);
      tokens.font = getComputedStyle(this).fontFamily;
      if (!this._chart) {
        this._chart = echarts.init(this, null, { renderer: 'svg' });
        this._chart.on('click', event => this._select(event.dataIndex));
        this._chart.getZr().on('click', event => {
          if (event.target) return;
          const point = [event.offsetX, event.offsetY];
          if (this._chart.containPixel('grid', point)) this._select(this._chart.convertFromPixel('grid', point)[0]);
        });
      }
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      this._chart.setOption({ animation: !still, animationDuration: 150, animationDurationUpdate: 150,
        textStyle: { fontFamily: tokens.font, fontSize: 12, color: tokens['text-2'] },
        aria: { enabled: true, label: { description: this._model.description } },
        ...this._option(this._model, tokens) }, { notMerge: true });
    }

    _select(index) {
      if (Number.isInteger(index)) this.dispatchEvent(new CustomEvent('week-selected', { detail: { index } }));
    }

    _number(value) {
      return value == null ? '' : new Intl.NumberFormat(this._model.locale, { maximumFractionDigits: 0 }).format(value).replace('-', '−');
    }

    _axes(labels, t, boundaryGap) {
      return {
        xAxis: { type: 'category', data: labels, boundaryGap, axisTick: { show: false },
          axisLine: { lineStyle: { color: t['line-strong'] } }, axisLabel: { color: t['text-2'], hideOverlap: true } },
        yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { color: t['text-2'], formatter: v => this._number(v) },
          splitLine: { lineStyle: { color: t.grid } } },
      };
    }

    _tooltip(t, lines) {
      return { trigger: 'axis', renderMode: 'richText', backgroundColor: t.overlay, borderColor: t['line-strong'],
        textStyle: { color: t.text, fontSize: 12, fontFamily: t.font },
        formatter: marks => { const i = marks[0].dataIndex; return this._model.labels[i] + '\n' + lines(i).filter(Boolean).join('\n'); } };
    }
  }

  /* Actual cash with the forecast made four weeks before it, then P50 with its band and last week's P50 behind it. */
  customElements.define('ct-fan-chart', class extends CashChart {
    _option(m, t) {
      const line = (data, extra) => ({ type: 'line', symbol: 'none', connectNulls: false, data, z: 4, ...extra });
      const band = (low, high, fill, edge, stack) => [
        line(low, { stack, lineStyle: { color: edge, width: edge ? 1 : 0, opacity: edge ? 1 : 0 }, silent: true, z: 2 }),
        line(high.map((v, i) => v == null ? null : v - low[i]), { stack, lineStyle: { color: edge, width: edge ? 1 : 0, opacity: edge ? 1 : 0 }, areaStyle: { color: fill, opacity: 1 }, silent: true, z: 2 }),
      ];
      const last = m.p50.length - 1;
      const peak = m.p50.reduce((best, v, i) => v != null && (best < 0 || v > m.p50[best]) ? i : best, -1);
      const label = (i, value, text, position, color) => value == null ? [] : [{ coord: [i, value], value: text, label: { position, color } }];
      // Labels that would lie on one another say nothing: the tooltip and the table have the figures.
      const top = Math.max(...m.p90.filter(v => v != null));
      const apart = m.p50[last] != null && m.p90[last] - m.p50[last] > 0.06 * top && m.p50[last] - m.p10[last] > 0.06 * top;
      const marks = m.p50[last] == null ? [] : [
        ...label(last, apart ? m.p90[last] : null, 'P90 ' + this._number(m.p90[last]), 'right', t.text),
        ...label(last, m.p50[last], 'P50 ' + this._number(m.p50[last]), 'right', t['accent-text']),
        ...label(last, apart ? m.p10[last] : null, 'P10 ' + this._number(m.p10[last]), 'right', t.text),
        ...(peak > m.todayIndex && peak < last - 1 ? [
          ...label(peak, m.p90[peak], this._number(m.p90[peak]), 'top', t.text),
          ...label(peak, m.p50[peak], this._number(m.p50[peak]), 'top', t['accent-text']),
          ...label(peak, m.p10[peak], this._number(m.p10[peak]), 'bottom', t.text)] : [])];
      return {
        grid: { left: 52, right: 76, top: 18, bottom: 26 },
        ...this._axes(m.labels, t, true),
        tooltip: this._tooltip(t, i => [
          m.actual[i] != null && 'Actual ' + this._number(m.actual[i]),
          m.p50[i] != null && `P50 ${this._number(m.p50[i])}, P10 to P90 ${this._number(m.p10[i])} to ${this._number(m.p90[i])}`,
          m.past50[i] != null && `Made 4 weeks before ${this._number(m.past50[i])}`,
          m.previous50[i] != null && `${m.previousName} ${this._number(m.previous50[i])}`]),
        series: [
          ...band(m.past10, m.past90, t.grid, null, 'past'),
          ...band(m.p10, m.p90, t.band, t.c3, 'future'),
          line(m.past50, { lineStyle: { color: t.compare, width: 1.5, type: [2, 4], cap: 'round' }, z: 5 }),
          line(m.previous50, { lineStyle: { color: t.compare, width: 1.5, type: [6, 4] }, z: 5 }),
          line(m.p50, { symbol: 'circle', symbolSize: 6, lineStyle: { color: t.c1, width: 2.5 }, itemStyle: { color: t.surface, borderColor: t.c1, borderWidth: 1.5 }, z: 6,
            markPoint: { symbol: 'circle', symbolSize: 1, silent: true, data: marks,
              label: { fontWeight: 600, fontSize: 12, formatter: p => p.data.value, distance: 8 }, itemStyle: { color: 'transparent' } },
            markLine: m.todayIndex < 0 ? undefined : { symbol: 'none', silent: true, lineStyle: { color: t.text, width: 1, type: 'solid' },
              label: { formatter: m.todayName, position: 'end', color: t.text, fontWeight: 600, align: 'right', padding: [0, 6, 0, 0], distance: [0, -14] },
              data: [{ xAxis: m.todayIndex }] } }),
          line(m.actual, { symbol: 'circle', symbolSize: 6, lineStyle: { color: t.text, width: 2 }, itemStyle: { color: t.text }, z: 7 }),
        ],
      };
    }
  });

  /* Thirteen weeks by driver: from certain at the bottom to uncertain at the top, P10 to P90 as a whisker beside the bar. */
  customElements.define('ct-driver-chart', class extends CashChart {
    _option(m, t) {
      const bar = (data, color, extra) => ({ type: 'bar', stack: 'drivers', barWidth: '46%', data, itemStyle: { color, borderColor: t.surface, borderWidth: 1 }, cursor: 'pointer', ...extra });
      const whisker = (params, api) => {
        const [x, low] = api.coord([api.value(0), api.value(1)]);
        const high = api.coord([api.value(0), api.value(2)])[1];
        const at = x + api.size([1, 0])[0] * 0.23 + 6;
        const style = { stroke: t.compare, lineWidth: 1.25, fill: 'none' };
        const stroke = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
        return { type: 'group', children: [stroke(at, low, at, high), stroke(at - 3, low, at + 3, low), stroke(at - 3, high, at + 3, high)] };
      };
      return {
        grid: { left: 52, right: 14, top: 22, bottom: 26 },
        ...this._axes(m.labels, t, true),
        tooltip: this._tooltip(t, i => [
          `P50 ${this._number(m.p50[i])}, P10 to P90 ${this._number(m.p10[i])} to ${this._number(m.p90[i])}`,
          ...m.names.map((name, k) => m.parts[k][i] ? `${name} ${this._number(m.parts[k][i])}` : null)]),
        series: [
          bar(m.parts[0], t.c1),
          bar(m.parts[1], t.c2),
          bar(m.parts[2], t['warn-mark']),
          bar(m.parts[3], t.surface, { itemStyle: { color: t.surface, borderColor: t.c2, borderWidth: 1,
              decal: { symbol: 'rect', color: t.c2, dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4 } },
            label: { show: true, position: 'top', fontWeight: 600, color: t.text, formatter: p => this._number(m.p50[p.dataIndex]) } }),
          { type: 'custom', renderItem: whisker, silent: true, z: 5, encode: { x: 0, y: [1, 2] }, data: m.p10.map((v, i) => [i, v, m.p90[i]]) },
        ],
      };
    }
  });

  /* Days late of the last paid invoices; the newest are drawn stronger. */
  customElements.define('ct-days-late-chart', class extends CashChart {
    _option(m, t) {
      const axes = this._axes(m.labels, t, true);
      delete axes.yAxis.min;
      axes.xAxis.axisLabel.interval = Math.max(0, m.labels.length - 2);
      return {
        grid: { left: 34, right: 14, top: 8, bottom: 22 },
        ...axes,
        tooltip: this._tooltip(t, i => [m.documents[i], m.words[i]]),
        series: [{ type: 'bar', barWidth: '58%', data: m.values.map((value, i) => ({ value, itemStyle: {
          color: i >= m.values.length - m.highlighted ? t.c1 : t.c2, borderRadius: value < 0 ? [0, 0, 2, 2] : [2, 2, 0, 0] } })) }],
      };
    }
  });
})();
