/**
 * Programs of each construct of the language and of each list that a check looks through, with `n` of what the name says. Each is meant
 * to be linear in `n` to read, to check, to draw, to mend and to format.
 */
export const constructs: Readonly<Record<string, (n: number) => string>> = {
  // Files and their layout.
  'empty components': (n) => repeat(n, (i) => `loki.echo "e${i}" { }`),
  'line comments': (n) => `${repeat(n, (i) => `// comment ${i}`)}\nloki.echo "e" { }`,
  'block comments': (n) => repeat(n, (i) => `/* comment ${i} */ loki.echo "e${i}" { }`),
  'comments on one line': (n) => `loki.echo "e" { }${' /* c */'.repeat(n)}`,
  'empty lines': (n) => `loki.echo "a" { }\n${'\n'.repeat(n * 20)}loki.echo "b" { }`,
  'syntax errors': (n) => repeat(n, (i) => `loki.echo "e${i}" { x = }`),
  'lost references': (n) => repeat(n, (i) => `loki.echo e${i} { }\n${relabel(i, `loki.echo.e${i}.receiver`)}`),
  'top-level attributes': (n) => repeat(n, (i) => `x${i} = ${i}`),
  'duplicate blocks': (n) => repeat(n, () => 'loki.echo "e" { }'),
  'missing labels': (n) => repeat(n, () => 'loki.echo { }'),
  'unknown components': (n) => repeat(n, (i) => `loki.ecco${i} "e" { }`),
  'one unknown component': (n) => repeat(n, (i) => `loki.ecco "e${i}" { }`),
  'config blocks': (n) => repeat(n, (i) => `import.file "i${i}" {\n\tfilename = "x${i}.alloy"\n}`),
  services: (n) => `${repeat(n, () => 'http { }')}\nremotecfg { }`,

  // Suppressions.
  suppressions: (n) => `${repeat(n, (i) => `// assay: ignore graph/dead-sink: kept ready ${i}\nloki.echo "e${i}" { }`)}\n${SOURCE}`,
  'unused suppressions': (n) => repeat(n, (i) => `// assay: ignore secret/plaintext: once ${i}\nloki.echo "e${i}" { }`),
  'suppressions of unknown codes': (n) => repeat(n, (i) => `// assay: ignore secret/plain${i}: once\nloki.echo "e${i}" { }`),
  'suppressions of the whole file': (n) => `${repeat(n, () => '// assay: ignore-file secret/plaintext: once')}\n${secrets(n)}`,
  'suppressions around a block': (n) => `// assay: ignore-block secret/plaintext: known\nloki.write "w" {\n${endpoints(n)}\n}`,
  'suppressions above one block': (n) =>
    `${repeat(n, (i) => `// assay: ignore-block secret/plaintext: known ${i}`)}\nloki.write "w" {\n${endpoints(n)}\n}`,

  // Attributes and blocks of one block.
  'unknown attributes': (n) => `loki.write "w" {\n${repeat(n, (i) => `\tx${i} = ${i}`)}\n}`,
  'duplicate attributes': (n) => `loki.relabel "r" {\n${repeat(n, () => '\tmax_cache_size = 1')}\n\tforward_to = []\n}`,
  'unknown blocks': (n) => `loki.write "w" {\n${repeat(n, (i) => `\tx${i} { }`)}\n}`,
  'duplicate single blocks': (n) => `loki.write "w" {\n${repeat(n, () => '\twal { }')}\n}`,
  'missing attributes': (n) => repeat(n, (i) => `loki.relabel "r${i}" { }`),
  'wrong types': (n) => repeat(n, (i) => `loki.relabel "r${i}" {\n\tforward_to     = []\n\tmax_cache_size = "x"\n}`),
  endpoints: (n) => `loki.write "w" {\n${endpoints(n)}\n}`,
  'endpoints that are the same': (n) =>
    `${SOURCE}prometheus.remote_write "w" {\n${repeat(n, () => '\tendpoint {\n\t\turl = "http://m:80/api/v1/push"\n\t}')}\n}`,
  headers: (n) =>
    `loki.write "w" {\n\tendpoint {\n\t\turl = "http://l/loki/api/v1/push"\n\t\theaders = {\n${repeat(n, (i) => `\t\t\t"X-${i}" = "v",`)}\n\t\t}\n\t}\n}`,
  'external labels': (n) =>
    `loki.write "w" {\n\tendpoint {\n\t\turl = "http://l/loki/api/v1/push"\n\t}\n\texternal_labels = {\n${repeat(n, (i) => `\t\tl${i} = "v",`)}\n\t}\n}`,
  'equal keys': (n) =>
    `loki.write "w" {\n\tendpoint {\n\t\turl = "http://l/loki/api/v1/push"\n\t}\n\texternal_labels = {\n${repeat(n, () => '\t\tl = "v",')}\n\t}\n}`,
  'exclusive settings': (n) =>
    repeat(
      n,
      (i) =>
        `discovery.http "h${i}" {\n\turl          = "http://h/x"\n\tbearer_token = "x"\n\tbasic_auth {\n\t\tusername = "u"\n\t\tpassword = "p"\n\t}\n}`,
    ),

  // Values.
  'literals in a list': (n) => scrape(`[\n${repeat(n, (i) => `\t\t{"__address__" = "h${i}:80"},`)}\n\t]`),
  'equal literals in a list': (n) => scrape(`[\n${repeat(n, () => '\t\t{"__address__" = "h:80"},')}\n\t]`),
  'addresses with a scheme': (n) => scrape(`[\n${repeat(n, (i) => `\t\t{"__address__" = "http://h${i}:80/x"},`)}\n\t]`),
  'wrong values in a list': (n) => scrape(`[\n${repeat(n, () => '\t\t7,')}\n\t]`),
  'fields of one target': (n) => scrape(`[{\n${repeat(n, (i) => `\t\tf${i} = "h",`)}\n\t}]`),
  'a long string': (n) => `logging {\n\tlevel = "${'x'.repeat(n * 20)}"\n}`,
  'sums of strings': (n) =>
    repeat(n, (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = "http://" + "h" + ":80" + "/loki/api/v1/push"\n\t}\n}`),
  'a long sum of strings': (n) => `loki.write "w" {\n\tendpoint {\n\t\turl = array.concat([${'"a", '.repeat(n)}"b"])[0]\n\t}\n}`,
  calls: (n) =>
    repeat(n, (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = string.format("http://%s/loki/api/v1/push", "h${i}")\n\t}\n}`),
  'wrong calls': (n) => repeat(n, (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = string.format()\n\t}\n}`),
  'arguments of one call': (n) => scrape(`array.concat(${'[{"__address__" = "a:80"}], '.repeat(n)}[])`),
  'deprecated functions': (n) => repeat(n, (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = env("A${i}")\n\t}\n}`),
  'deprecated blocks': (n) => stages(n, () => 'stage.eventlogmessage { }'),
  secrets: (n) => secrets(n),
  environment: (n) =>
    repeat(
      n,
      (i) =>
        `loki.write "w${i}" {\n\tendpoint {\n\t\turl = sys.env("U${i}")\n\t\tbasic_auth {\n\t\t\tpassword = convert.nonsensitive(remote.vault.v.data.p)\n\t\t}\n\t}\n}`,
    ),

  // Long lines.
  'targets on one line': (n) => scrape(`[${'{"__address__" = "http://a:80/x"}, '.repeat(n)}]`),
  'wrong values on one line': (n) => scrape(`[${'7, '.repeat(n)}]`),
  'unknown names on one line': (n) => relabel(0, Array.from({ length: n }, (_, i) => `loki.echo.e${i}.receiver`).join(', ')),
  'words of other scripts on one line': (n) => scrape(`[${'{"__address__" = "http://ä€😀:80/x"}, '.repeat(n)}]`),

  // References.
  'references to unknown names': (n) => repeat(n, (i) => relabel(i, `loki.write.nope${i}.receiver`)),
  'references to one unknown name': (n) => repeat(n, (i) => relabel(i, 'loki.write.nope.receiver')),
  'unknown names beside many ids': (n) => repeat(n, (i) => `loki.echo "e${i}" { }\n${relabel(i, `loki.echo.f${i}.receiver`)}`),
  'bare words': (n) => repeat(n, (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = word${i}\n\t}\n}`),
  'references to one component': (n) => `${repeat(n, (i) => relabel(i, 'loki.echo.e.receiver'))}\nloki.echo "e" { }`,
  'references of one component': (n) =>
    `${relabelTo(
      'many',
      repeat(n, (i) => `\t\tloki.echo.e${i}.receiver,`),
    )}\n${repeat(n, (i) => `loki.echo "e${i}" { }`)}`,
  'references to one component from one': (n) =>
    `${relabelTo(
      'many',
      repeat(n, () => '\t\tloki.echo.e.receiver,'),
    )}\nloki.echo "e" { }`,
  'a chain of components': (n) =>
    `${repeat(n, (i) => relabel(i, `loki.relabel.r${i + 1}.receiver`))}\n${relabel(n, 'loki.echo.e.receiver')}\nloki.echo "e" { }`,
  'a chain of targets': (n) =>
    `discovery.relabel "r0" {\n\ttargets = []\n}\n${repeat(n, (i) => `discovery.relabel "r${i + 1}" {\n\ttargets = discovery.relabel.r${i}.output\n}\nprometheus.scrape "s${i}" {\n\ttargets    = discovery.relabel.r${i}.output\n\tforward_to = []\n}`)}`,
  'a chain of processors with sources': (n) =>
    `${repeat(n, (i) => `${relabel(i, `loki.relabel.r${i + 1}.receiver`)}\nloki.source.file "f${i}" {\n\ttargets    = [{"__path__" = "/var/log/alloy.log"}]\n\tforward_to = [loki.relabel.r${i}.receiver]\n}`)}\n${relabel(n, 'loki.echo.e.receiver')}\nloki.echo "e" { }`,
  diamonds: (n) =>
    `${repeat(n, (i) => `${relabel(`a${i}`, `loki.relabel.rb${i}.receiver, loki.relabel.rc${i}.receiver`)}\n${relabel(`b${i}`, `loki.relabel.ra${i + 1}.receiver`)}\n${relabel(`c${i}`, `loki.relabel.ra${i + 1}.receiver`)}`)}\n${relabel(`a${n}`, 'loki.echo.e.receiver')}\nloki.echo "e" { }`,
  layers: (n) => layers(n),
  'a circle of components': (n) => repeat(n, (i) => relabel(i, `loki.relabel.r${(i + 1) % n}.receiver`)),
  'references to oneself': (n) => repeat(n, (i) => relabel(i, `loki.relabel.r${i}.receiver`)),
  'wrong exports': (n) => `${repeat(n, (i) => relabel(i, 'loki.echo.e.receive'))}\nloki.echo "e" { }`,
  'receivers of the wrong kind': (n) =>
    `${repeat(n, (i) => relabel(i, 'prometheus.remote_write.w.receiver'))}\nprometheus.remote_write "w" { }`,
  bridges: (n) => repeat(n, (i) => `otelcol.exporter.debug "d${i}" { }\n${relabel(i, `otelcol.exporter.debug.d${i}.input`)}`),
  'components in place of receivers': (n) => `${repeat(n, (i) => relabel(i, 'loki.echo.e'))}\nloki.echo "e" { }`,
  'unused components': (n) => `${SOURCE}${repeat(n, (i) => relabel(i, 'loki.echo.used.receiver'))}\nloki.echo "used" { }`,
  outputs: (n) =>
    otelcol('d', `\toutput {\n\t\tmetrics = [\n${repeat(n, (i) => `\t\t\totelcol.exporter.debug.d${i}.input,`)}\n\t\t]\n\t}`, n),
  'outputs of all signals': (n) =>
    otelcol(
      'd',
      `\toutput {\n${['metrics', 'logs', 'traces'].map((signal) => `\t\t${signal} = [${Array.from({ length: n }, (_, i) => `otelcol.exporter.debug.d${i}.input`).join(', ')}]`).join('\n')}\n\t}`,
      n,
    ),
  'the same output': (n) => otelcol('d', `\toutput {\n\t\ttraces = [${'otelcol.exporter.debug.d0.input, '.repeat(n)}]\n\t}`, 1),
  'signals that do not fit': (n) =>
    `otelcol.receiver.otlp "o" {\n\tgrpc { }\n\toutput {\n\t\tlogs = [\n${repeat(n, (i) => `\t\t\totelcol.connector.spanmetrics.d${i}.input,`)}\n\t\t]\n\t}\n}\n${repeat(n, (i) => `otelcol.connector.spanmetrics "d${i}" {\n\thistogram {\n\t\texplicit { }\n\t}\n\toutput { }\n}`)}`,
  'receivers and exporters of one port': (n) =>
    `${repeat(n, (i) => `otelcol.receiver.otlp "r${i}" {\n\tgrpc {\n\t\tendpoint = "0.0.0.0:4317"\n\t}\n\toutput {\n\t\ttraces = [otelcol.processor.batch.b.input]\n\t}\n}\notelcol.exporter.otlp "x${i}" {\n\tclient {\n\t\tendpoint = "localhost:4317"\n\t}\n}`)}\notelcol.processor.batch "b" {\n\toutput {\n\t\ttraces = [\n${repeat(n, (i) => `\t\t\totelcol.exporter.otlp.x${i}.input,`)}\n\t\t]\n\t}\n}`,
  'batches in a chain': (n) =>
    `${repeat(n, (i) => `otelcol.processor.batch "b${i}" {\n\toutput {\n\t\ttraces = [otelcol.processor.batch.b${i + 1}.input]\n\t}\n}`)}\notelcol.processor.batch "b${n}" {\n\toutput {\n\t\ttraces = [otelcol.exporter.debug.d0.input]\n\t}\n}\notelcol.exporter.debug "d0" { }`,
  'span metrics in a chain': (n) =>
    `${repeat(n, (i) => `otelcol.connector.spanmetrics "s${i}" {\n\thistogram {\n\t\texplicit { }\n\t}\n\toutput {\n\t\tmetrics = [otelcol.processor.batch.b${i}.input]\n\t}\n}\notelcol.processor.batch "b${i}" {\n\toutput {\n\t\tmetrics = [otelcol.processor.batch.b${i + 1}.input]\n\t}\n}`)}\notelcol.processor.batch "b${n}" {\n\toutput {\n\t\tmetrics = [otelcol.exporter.debug.d0.input]\n\t}\n}\notelcol.exporter.debug "d0" { }`,
  'tail sampling policies': (n) =>
    `otelcol.processor.tail_sampling "t" {\n${repeat(n, (i) => `\tpolicy {\n\t\tname = "p${i}"\n\t\ttype = "always_sample"\n\t}`)}\n\toutput { }\n}`,
  'OTTL statements': (n) =>
    `otelcol.processor.transform "t" {\n\ttrace_statements {\n\t\tcontext    = "span"\n\t\tstatements = [\n${repeat(n, (i) => `\t\t\t\`set(attributes["a${i}"], "b")\`,`)}\n\t\t]\n\t}\n\toutput { }\n}`,
  filters: (n) =>
    `otelcol.processor.filter "t" {\n\ttraces {\n\t\tspan = [\n${repeat(n, (i) => `\t\t\t\`attributes["a${i}"] == "b"\`,`)}\n\t\t]\n\t}\n\toutput { }\n}`,
  'attribute actions': (n) =>
    `otelcol.processor.attributes "t" {\n${repeat(n, (i) => `\taction {\n\t\tkey    = "k${i}"\n\t\tvalue  = "v"\n\t\taction = "insert"\n\t}`)}\n\toutput { }\n}`,

  // Stages and rules.
  'regex stages': (n) => stages(n, (i) => `stage.regex {\n\t\texpression = "(?P<g${i}>x)"\n\t}`),
  'json stages': (n) => stages(n, (i) => `stage.json {\n\t\texpressions = {j${i} = "x"}\n\t}`),
  'logfmt stages': (n) => stages(n, (i) => `stage.logfmt {\n\t\tmapping = {j${i} = "x"}\n\t}`),
  'label stages': (n) => stages(n, (i) => `stage.labels {\n\t\tvalues = {l${i} = ""}\n\t}`),
  'labels of one stage': (n) => stages(1, () => `stage.labels {\n\t\tvalues = {\n${repeat(n, (i) => `\t\t\tl${i} = "",`)}\n\t\t}\n\t}`),
  'expressions of one stage': (n) =>
    stages(1, () => `stage.json {\n\t\texpressions = {\n${repeat(n, (i) => `\t\t\tl${i} = "",`)}\n\t\t}\n\t}`),
  'regex and label stages': (n) =>
    stages(n, (i) => `stage.regex {\n\t\texpression = "(?P<g${i}>x)"\n\t}\n\tstage.labels {\n\t\tvalues = {g${i} = ""}\n\t}`),
  'label stages after a regex': (n) =>
    `${stages(n, (i) => `${i === 0 ? 'stage.regex {\n\t\texpression = "(?P<g>x)"\n\t}\n\t' : ''}stage.labels {\n\t\tvalues = {trace_id = "g"}\n\t}`)}`,
  'high-cardinality labels': (n) => stages(n, () => 'stage.labels {\n\t\tvalues = {trace_id = "", user_id = ""}\n\t}'),
  'static label stages': (n) => stages(n, (i) => `stage.static_labels {\n\t\tvalues = {l${i} = "a"}\n\t}`),
  'label drop stages': (n) =>
    stages(n, (i) => `stage.labels {\n\t\tvalues = {user_id = ""}\n\t}\n\tstage.label_drop {\n\t\tvalues = ["l${i}"]\n\t}`),
  'label keep stages': (n) => stages(n, (i) => `stage.label_keep {\n\t\tvalues = ["l${i}"]\n\t}`),
  'structured metadata stages': (n) =>
    stages(n, (i) => `stage.labels {\n\t\tvalues = {user_id = ""}\n\t}\n\tstage.structured_metadata {\n\t\tvalues = {l${i} = ""}\n\t}`),
  'drop stages': (n) => stages(n, () => 'stage.drop {\n\t\texpression = ".*"\n\t}'),
  'match stages': (n) =>
    stages(n, (i) => `stage.match {\n\t\tselector = "{a=\\"${i}\\"}"\n\n\t\tstage.static_labels {\n\t\t\tvalues = {l = "a"}\n\t\t}\n\t}`),
  'template stages': (n) => stages(n, (i) => `stage.template {\n\t\tsource   = "t${i}"\n\t\ttemplate = "{{ .x }}"\n\t}`),
  'timestamp stages': (n) => stages(n, () => 'stage.timestamp {\n\t\tsource = "t"\n\t\tformat = "RFC3339"\n\t}'),
  'replace stages': (n) => stages(n, () => 'stage.replace {\n\t\texpression = "(x)"\n\t\treplace    = "y"\n\t}'),
  'output stages': (n) => stages(n, (i) => `stage.output {\n\t\tsource = "o${i}"\n\t}`),
  'metrics stages': (n) =>
    stages(
      n,
      (i) =>
        `stage.metrics {\n\t\tmetric.counter {\n\t\t\tname      = "m${i}"\n\t\t\tmatch_all = true\n\t\t\taction    = "inc"\n\t\t}\n\t}`,
    ),
  'pack, cri, docker and decolorize stages': (n) =>
    stages(n, () => 'stage.cri { }\n\tstage.docker { }\n\tstage.decolorize { }\n\tstage.pack {\n\t\tlabels = ["a"]\n\t}'),
  'multiline, limit, sampling and tenant stages': (n) =>
    stages(
      n,
      () =>
        'stage.multiline {\n\t\tfirstline = "x"\n\t}\n\tstage.limit {\n\t\trate  = 1\n\t\tburst = 1\n\t}\n\tstage.sampling {\n\t\trate = 0\n\t}\n\tstage.tenant {\n\t\tvalue = "x"\n\t}',
    ),
  'relabel rules': (n) => rules('discovery.relabel', n, (i) => `target_label = "l${i}"\n\t\treplacement  = "x"`),
  'relabel rules with regexes': (n) =>
    rules(
      'discovery.relabel',
      n,
      (i) => `source_labels = ["a${i}"]\n\t\tregex         = "^x"\n\t\ttarget_label  = "l${i}"\n\t\treplacement   = "$1"`,
    ),
  'relabel rules of samples': (n) => rules('prometheus.relabel', n, (i) => `source_labels = ["__meta_x${i}"]\n\t\ttarget_label  = "l${i}"`),
  'relabel rules that contradict': (n) => rules('loki.relabel', n, () => 'action       = "keep"\n\t\ttarget_label = "x"'),

  // Modules.
  declares: (n) => repeat(n, (i) => `declare "d${i}" {\n\tloki.echo "e" { }\n}`),
  'declares with an instance each': (n) =>
    repeat(
      n,
      (i) =>
        `declare "d${i}" {\n\targument "a" { }\n\n\tloki.write "w" {\n\t\tendpoint {\n\t\t\turl = argument.a.value\n\t\t}\n\t}\n\n\texport "receiver" {\n\t\tvalue = loki.write.w.receiver\n\t}\n}\nd${i} "i" {\n\ta = "http://l/loki/api/v1/push"\n}\n${relabel(i, `d${i}.i.receiver`)}`,
    ),
  instances: (n) => `${MODULE}${repeat(n, (i) => `d "i${i}" {\n\ta = "http://l${i}/loki/api/v1/push"\n}`)}`,
  'instances that are read': (n) =>
    `${MODULE}${repeat(n, (i) => `d "i${i}" {\n\ta = "http://l${i}/loki/api/v1/push"\n}\n${relabel(i, `d.i${i}.receiver`)}`)}`,
  'references to one instance': (n) =>
    `${MODULE}d "i" {\n\ta = "http://l/loki/api/v1/push"\n}\n${repeat(n, (i) => relabel(i, 'd.i.receiver'))}`,
  arguments: (n) =>
    `declare "d" {\n${repeat(n, (i) => `\targument "a${i}" { }\n\n\tloki.write "w${i}" {\n\t\tendpoint {\n\t\t\turl = argument.a${i}.value\n\t\t}\n\t}`)}\n}\nd "i" {\n${repeat(n, (i) => `\ta${i} = "http://l/loki/api/v1/push"`)}\n}`,
  'unused arguments': (n) =>
    `declare "d" {\n${repeat(n, (i) => `\targument "a${i}" { }`)}\n\n\tloki.echo "e" { }\n}\nd "i" {\n${repeat(n, (i) => `\ta${i} = "x"`)}\n}`,
  'unused arguments of declares': (n) =>
    repeat(n, (i) => `declare "d${i}" {\n\targument "a" { }\n\n\tloki.echo "e" { }\n}\nd${i} "i" {\n\ta = "x"\n}`),
  'missing arguments': (n) => `declare "d" {\n${repeat(n, (i) => `\targument "a${i}" { }`)}\n}\nd "i" { }`,
  'unknown arguments': (n) => `${MODULE}d "i" {\n\ta = "x"\n${repeat(n, (i) => `\tb${i} = "x"`)}\n}`,
  'optional arguments': (n) =>
    `declare "d" {\n${repeat(n, (i) => `\targument "a${i}" {\n\t\toptional = true\n\t\tdefault  = "x"\n\t}`)}\n\n\texport "e" {\n\t\tvalue = argument.a0.value\n\t}\n}\nd "i" { }\nloki.write "w" {\n\tendpoint {\n\t\turl = d.i.e\n\t}\n}`,
  exports: (n) =>
    `declare "d" {\n${repeat(n, (i) => `\texport "e${i}" {\n\t\tvalue = "http://l/loki/api/v1/push"\n\t}`)}\n}\nd "i" { }\n${repeat(n, (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = d.i.e${i}\n\t}\n}`)}`,
  'wrong exports of one instance': (n) => `${MODULE}d "i" {\n\ta = "x"\n}\n${repeat(n, (i) => relabel(i, `d.i.nope${i}`))}`,
  'a chain of declares': (n) =>
    `declare "d0" {\n\texport "v" {\n\t\tvalue = "x"\n\t}\n}\n${repeat(n, (i) => `declare "d${i + 1}" {\n\td${i} "a" { }\n\n\texport "v" {\n\t\tvalue = d${i}.a.v\n\t}\n}`)}\nd${n} "top" { }`,
  'a circle of declares': (n) => repeat(n, (i) => `declare "d${i}" {\n\td${(i + 1) % n} "a" { }\n}`),
  'modules with findings and no instance': (n) =>
    repeat(n, (i) => `declare "d${i}" {\n\tloki.relabel "r" {\n\t\tforward_to = [loki.echo.e.nope]\n\t}\n\n\tloki.echo "e" { }\n}`),
  'references out of declares': (n) =>
    `loki.echo "e" { }\n${repeat(n, (i) => `declare "d${i}" {\n${relabel(i, 'loki.echo.e.receiver')}\n}`)}`,
  'imported declares': (n) =>
    `import.string "m" {\n\tcontent = \`\n${repeat(n, (i) => `declare "d${i}" {\n\tloki.echo "e" { x = 1 }\n}`)}\n\`\n}\n${repeat(n, (i) => `m.d${i} "i" { }`)}`,
  'imported texts': (n) =>
    repeat(n, (i) => `import.string "m${i}" {\n\tcontent = \`declare "d" { loki.echo "e" { x = 1 } }\`\n}\nm${i}.d "i" { }`),
  'unknown imported declares': (n) =>
    `import.string "m" {\n\tcontent = \`\n${repeat(n, (i) => `declare "d${i}" { }`)}\n\`\n}\n${repeat(n, (i) => `m.e${i} "i" { }`)}`,
  'shadowed namespaces': (n) =>
    repeat(n, (i) => `declare "x${i}" {\n\tdeclare "loki" {\n\t\texport "x" {\n\t\t\tvalue = 1\n\t\t}\n\t}\n\n\tloki "i" { }\n}`),
  'references to what hides a function': (n) =>
    `declare "encoding" {\n\texport "v" {\n\t\tvalue = "a"\n\t}\n}\nencoding "x" { }\n${repeat(n, (i) => `local.file "f${i}" {\n\tfilename = encoding.x.v\n}`)}`,
  'foreach blocks': (n) =>
    repeat(n, (i) => `foreach "f${i}" {\n\tcollection = [1, 2]\n\tvar        = "v"\n\n\ttemplate {\n\t\tloki.echo "e" { }\n\t}\n}`),
  'items of a foreach': (n) =>
    `foreach "f" {\n\tcollection = [\n${repeat(n, (i) => `\t\t{url = "http://l${i}/loki/api/v1/push"},`)}\n\t]\n\tvar = "v"\n\n\ttemplate {\n\t\tloki.write "w" {\n\t\t\tendpoint {\n\t\t\t\turl = v.url\n\t\t\t}\n\t\t}\n\t}\n}`,
  'components of a template': (n) =>
    `foreach "f" {\n\tcollection = ["http://l/loki/api/v1/push"]\n\tvar = "v"\n\n\ttemplate {\n${repeat(n, (i) => `\t\tloki.write "w${i}" {\n\t\t\tendpoint {\n\t\t\t\turl = v\n\t\t\t}\n\t\t}`)}\n\t}\n}`,
  'references to a template’s outside': (n) =>
    `loki.echo "e" { }\n${repeat(n, (i) => `foreach "f${i}" {\n\tcollection = [1]\n\tvar        = "v"\n\n\ttemplate {\n\t\tloki.relabel "r" {\n\t\t\tforward_to = [loki.echo.e.receiver]\n\t\t}\n\t}\n}`)}`,
  'variables out of scope': (n) =>
    `foreach "f" {\n\tcollection = [1]\n\tvar        = "v"\n\n\ttemplate { }\n}\n${repeat(n, (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = v\n\t}\n}`)}`,
};

const SOURCE = 'prometheus.exporter.self "s" { }\n';

const MODULE = `declare "d" {
	argument "a" { }

	loki.write "w" {
		endpoint {
			url = argument.a.value
		}
	}

	export "receiver" {
		value = loki.write.w.receiver
	}
}
`;

function repeat(n: number, make: (i: number) => string): string {
  return Array.from({ length: n }, (_, i) => make(i)).join('\n');
}

function relabel(name: number | string, receivers: string): string {
  return `loki.relabel "r${name}" {\n\tforward_to = [${receivers}]\n}`;
}

function relabelTo(name: string, receivers: string): string {
  return `loki.relabel "${name}" {\n\tforward_to = [\n${receivers}\n\t]\n}`;
}

function endpoints(n: number): string {
  return repeat(
    n,
    (i) =>
      `\tendpoint {\n\t\turl       = "http://l${i}/loki/api/v1/push"\n\t\ttenant_id = "t${i}"\n\t\tbasic_auth {\n\t\t\tusername = "u"\n\t\t\tpassword = "hunter${i}"\n\t\t}\n\t}`,
  );
}

function secrets(n: number): string {
  return repeat(
    n,
    (i) => `loki.write "w${i}" {\n\tendpoint {\n\t\turl = "http://l/loki/api/v1/push"\n\t\tbearer_token = "abc${i}"\n\t}\n}`,
  );
}

function scrape(targets: string): string {
  return `prometheus.scrape "s" {\n\ttargets    = ${targets}\n\tforward_to = []\n}`;
}

function otelcol(name: string, body: string, n: number): string {
  return `otelcol.receiver.otlp "o" {\n\tgrpc { }\n${body}\n}\n${repeat(n, (i) => `otelcol.exporter.debug "${name}${i}" { }`)}`;
}

function stages(n: number, stage: (i: number) => string): string {
  return `loki.process "p" {\n\tforward_to = []\n\n${repeat(n, (i) => `\t${stage(i)}`)}\n}`;
}

function rules(component: string, n: number, rule: (i: number) => string): string {
  const first = component === 'discovery.relabel' ? 'targets = []' : 'forward_to = []';
  return `${component} "r" {\n\t${first}\n\n${repeat(n, (i) => `\trule {\n\t\t${rule(i)}\n\t}`)}\n}`;
}

/** Layers of components that all refer to all of the next one: about `n` references. */
function layers(n: number): string {
  const width = 4;
  const depth = Math.max(1, Math.round(n / (width * width)));
  const next = (layer: number): string => Array.from({ length: width }, (_, i) => `loki.relabel.r${layer + 1}_${i}.receiver`).join(', ');
  const last = repeat(width, (i) => `loki.relabel "r${depth}_${i}" {\n\tforward_to = [loki.echo.e.receiver]\n}`);
  return `${repeat(depth, (layer) => repeat(width, (i) => relabel(`${layer}_${i}`, next(layer))))}\n${last}\nloki.echo "e" { }`;
}
