-- What somebody does in Neovim, with its own commands. Prints one object for the test to read.
local out = {}

local function wait(what, condition)
  assert(vim.wait(20000, condition, 20), what)
end

local function cursor_on(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then return vim.api.nvim_win_set_cursor(0, { number, column - 1 }) end
  end
  error('no line has ' .. text)
end

local function all_lines() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n' end

local ok, problem = pcall(function()
  vim.cmd.edit('main.alloy')
  local buffer = vim.api.nvim_get_current_buf()
  wait('the server is not attached', function() return #vim.lsp.get_clients({ bufnr = buffer, name = 'assay' }) == 1 end)
  local client = vim.lsp.get_clients({ bufnr = buffer })[1]
  out.language = client.get_language_id(buffer, vim.bo.filetype)
  out.root = client.root_dir

  local function ask(method, params)
    local answer, failure = client:request_sync(method, params, 20000, buffer)
    assert(answer and not answer.err, method .. ': ' .. vim.inspect(failure or (answer and answer.err)))
    return answer.result
  end
  local function here() return vim.lsp.util.make_position_params(0, client.offset_encoding) end

  wait('nothing is found', function() return #vim.diagnostic.get(buffer) > 0 end)
  out.diagnostics = vim.tbl_map(function(each) return each.code .. ' ' .. each.lnum .. ':' .. each.col end, vim.diagnostic.get(buffer))

  cursor_on('tail_from_ned')
  vim.lsp.buf.code_action({ filter = function(action) return action.title == 'Change to "tail_from_end"' end, apply = true })
  wait('the fix is not applied', function() return all_lines():find('tail_from_end = true', 1, true) end)
  wait('what was mended is still found', function() return #vim.diagnostic.get(buffer) == 0 end)

  cursor_on('store.receiver')
  out.hover = ask('textDocument/hover', here()).contents.value
  local completion = ask('textDocument/completion', here())
  out.completion = vim.tbl_map(function(each) return each.label end, completion.items)
  out.signature = (function()
    cursor_on('"HOST"')
    return ask('textDocument/signatureHelp', here()).signatures[1].label
  end)()

  cursor_on('store.receiver')
  vim.lsp.buf.definition()
  wait('the definition is not shown', function() return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'store.alloy' end)
  out.definition = vim.api.nvim_win_get_cursor(0)

  vim.lsp.buf.rename('archive')
  wait('nothing is renamed', function() return all_lines():find('loki.write "archive"', 1, true) end)
  out.renamed_here = all_lines()
  vim.cmd('silent wall')
  vim.cmd.buffer(buffer)
  wait('the other file is not renamed', function() return all_lines():find('loki.write.archive.receiver', 1, true) end)

  vim.api.nvim_buf_set_lines(buffer, 0, 0, false, { 'logging   {', 'level=env("LEVEL")', '}' })
  vim.cmd('silent write')
  out.saved = table.concat(vim.fn.readfile('main.alloy'), '\n') .. '\n'

  out.symbols = vim.tbl_map(function(each) return each.name end, ask('textDocument/documentSymbol', { textDocument = here().textDocument }))
  client:stop()
  wait('the server does not stop', function() return client:is_stopped() end)
end)

if not ok then out.problem = tostring(problem) end
io.stdout:write(vim.json.encode(out) .. '\n')
vim.cmd(ok and 'qa!' or 'cquit 1')
