"""Official papers out of frozen trees: .docx, PDF, XLSX, CSV and charts; knows no database and no web."""
